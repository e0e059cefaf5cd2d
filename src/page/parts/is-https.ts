/** Events may come from a file of anybody's: a link leads to https or is none. */
export function isHttps(url: string | undefined): url is string {
  return url !== undefined && URL.canParse(url) && new URL(url).protocol === 'https:';
}
