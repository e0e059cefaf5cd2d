/** A program that stays: by the first word of its arguments, by an option, or always. */
type Server = {
  program: RegExp;
  /** The first of its words that is not an option. */
  does?: RegExp;
  /** One of its words. */
  with?: RegExp;
  /** With one of these it ends, or goes to the background. */
  unless?: RegExp;
};

const HELPS = /^(?:-h|--help|-v|--version|version|help)$/;

const SERVERS: readonly Server[] = [
  {
    program: /^(?:gunicorn|puma|unicorn|thin|sidekiq)$/,
    unless: /^(?:-\w*[Dd]|--daemon\w*|--check-config)$/,
  },
  { program: /^python[\d.]*$/, with: /^runserver$/ },
  {
    program: /^php$/,
    with: /^(?:serve|queue:(?:work|listen)|horizon|schedule:work|octane:start|reverb:start|websockets:serve)$/,
    unless: /^--(?:once|stop-when-empty)$/,
  },
  { program: /^rails$/, does: /^s(?:erver)?$/, unless: /^(?:-d|--daemon)$/ },
  { program: /^rake$/, does: /^(?:jobs|resque|sneakers):(?:work|run)$/ },
  { program: /^nginx$/, with: /daemon\s+off/ },
  { program: /^(?:httpd|apache2(?:ctl)?|apachectl)$/, with: /^(?:-D)?FOREGROUND$/ },
  { program: /^supervisord$/, with: /^(?:-n|--nodaemon)$/ },
  { program: /^php-fpm[\d.]*$/, with: /^(?:-F|--nodaemonize)$/ },
  { program: /^(?:caddy|streamlit|dapr)$/, does: /^run$/ },
  { program: /^pm2$/, with: /^(?:--no-daemon|logs?)$/, unless: /^--nostream$/ },
  { program: /^catalina\.sh$/, does: /^run$/ },
  { program: /^celery$/, with: /^(?:worker|beat)$/, unless: /^(?:-D|--detach|multi)$/ },
  {
    program: /^airflow$/,
    does: /^(?:webserver|scheduler|triggerer)$/,
    unless: /^(?:-D|--daemon)$/,
  },
  { program: /^sleep$/, does: /^infinity$/ },
  { program: /^(?:tail|journalctl)$/, with: /^(?:-\w*[fF]\w*|--follow.*)$/ },
  { program: /^(?:docker|podman|kubectl)$/, does: /^logs$/, with: /^(?:-\w*f|--follow.*)$/ },
  { program: /^kubectl$/, does: /^port-forward$/ },
  {
    program: /^(?:flask|next|nuxt|nest|gatsby|strapi|astro)$/,
    does: /^(?:run|start|dev|serve|develop|preview)$/,
  },
  { program: /^(?:vite|ng|vue-cli-service)$/, does: /^(?:dev|serve|preview)$/ },
  { program: /^(?:dotnet|go)$/, does: /^(?:run|watch)$/, unless: /migrat|seed/i },
  { program: /^mvnw?$/, with: /^(?:spring-boot|tomcat7|jetty|quarkus):(?:run|dev)$/ },
  { program: /^gradlew?$/, with: /^:?(?:[\w-]+:)*(?:bootRun|quarkusDev)$/ },
  {
    program:
      /^(?:uvicorn|hypercorn|daphne|waitress-serve|pm2-runtime|nodemon|http-server|rackup|remix-serve|watch)$/,
  },
];

const known = new Map<string, boolean>();
const MOST_KNOWN = 1000;

/** Whether a program is one of the servers, with whatever arguments. Scripts call the same few again and again. */
export function mayServe(program: string): boolean {
  let answer = known.get(program);
  if (answer === undefined) {
    answer = SERVERS.some((server) => server.program.test(program));
    if (known.size < MOST_KNOWN) known.set(program, answer);
  }
  return answer;
}

/** Whether a program that is called so does not end by itself. */
export function isServer(program: string, args: readonly string[]): boolean {
  const [first = ''] = args.filter((arg) => !arg.startsWith('-'));
  if (HELPS.test(args[0] ?? '')) return false;
  return SERVERS.some(
    (server) =>
      server.program.test(program) &&
      (server.does?.test(first) ?? true) &&
      (server.with === undefined || args.some((arg) => server.with?.test(arg))) &&
      !args.some((arg) => server.unless?.test(arg)),
  );
}
