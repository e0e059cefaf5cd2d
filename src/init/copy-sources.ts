/**
 * Lines of bash that copy what is in the repository's root into `$bundle/app`, but for hidden files and what is named.
 * They copy each path by itself: GNU tar ends with 1 where a file is made in the folder meanwhile ("file changed as we
 * read it": https://www.gnu.org/software/tar/manual/html_node/Synopsis.html), and CI systems and fanout write there.
 */
export function copySources(without: readonly string[]): string[] {
  const paths = ['codedeploy', 'fanout.yml', 'bundle.zip', 'bundle.zip.*.part', ...without].map(
    (path) => `./${path}`,
  );
  return [
    'for path in ./*; do',
    '  case "$path" in',
    `    ${paths.join(' | ')}) ;;`,
    '    *) cp -Rp "$path" "$bundle/app" ;;',
    '  esac',
    'done',
  ];
}
