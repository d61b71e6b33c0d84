/*
 * Servers that are started on a command line: where they listen without options, and what changes that. Sources: the --help texts and the
 * documentation of each program, read in November 2026.
 */

/** A server, by the words that start it. */
export interface Server {
  /** The program without folder and version. */
  readonly program: string;
  /** The word after it that starts the server; undefined if there is none. */
  readonly verb: string | undefined;
  /** The name for messages. */
  readonly name: string;
  readonly port: number | undefined;
  /** Whether it only accepts connections from its own container. */
  readonly loopback: boolean;
  readonly hostOptions: readonly string[];
  /** Whether a value of these options contains the port too (`0.0.0.0:8000`), or the address is an operand of that form. */
  readonly joined: 'option' | 'operand' | undefined;
  readonly portOptions: readonly string[];
  /** Environment variables that set the address or the port. */
  readonly variables: readonly string[];
  /** Files in the project that can set them. */
  readonly files: readonly string[];
  /** The arguments with which it accepts all connections. */
  readonly allAddresses: string;
}

type Row = readonly [command: string, address: string, hostOptions: string, portOptions: string, variables: string, files: string];

/** `*:80` accepts all connections, `localhost:80` only those of the container. `+` after the host options: the value contains the port. */
const rows: readonly Row[] = [
  ['flask run', 'localhost:5000', '--host -h', '--port -p', 'FLASK_RUN_HOST FLASK_RUN_PORT', '.flaskenv .env'],
  ['uvicorn', 'localhost:8000', '--host', '--port', 'UVICORN_HOST UVICORN_PORT', ''],
  ['fastapi dev', 'localhost:8000', '--host', '--port', '', ''],
  ['fastapi run', '*:8000', '--host', '--port', '', ''],
  ['hypercorn', 'localhost:8000', '--bind -b +', '', '', ''],
  // With PORT, which platforms set, it listens on all addresses.
  ['gunicorn', '*:8000', '--bind -b +', '', 'GUNICORN_CMD_ARGS PORT', 'gunicorn.conf.py'],
  ['daphne', 'localhost:8000', '--bind -b', '--port -p', '', ''],
  ['mkdocs serve', 'localhost:8000', '--dev-addr -a +', '', '', 'mkdocs.yml'],
  ['hugo server', 'localhost:1313', '--bind', '--port -p', 'HUGO_BIND', ''],
  ['jekyll serve', 'localhost:4000', '--host -H', '--port -P', '', '_config.yml'],
  ['zola serve', 'localhost:1111', '--interface -i', '--port -p', '', ''],
  ['mlflow server', 'localhost:5000', '--host -h', '--port -p', 'MLFLOW_HOST MLFLOW_PORT', ''],
  ['mlflow ui', 'localhost:5000', '--host -h', '--port -p', 'MLFLOW_HOST MLFLOW_PORT', ''],
  [
    'streamlit run',
    '*:8501',
    '--server.address',
    '--server.port',
    'STREAMLIT_SERVER_ADDRESS STREAMLIT_SERVER_PORT',
    '.streamlit/config.toml',
  ],
  ['vite', 'localhost:5173', '--host', '--port', '', 'vite.config.js vite.config.mjs vite.config.ts vite.config.mts'],
  ['vite dev', 'localhost:5173', '--host', '--port', '', 'vite.config.js vite.config.mjs vite.config.ts vite.config.mts'],
  ['vite preview', 'localhost:4173', '--host', '--port', '', 'vite.config.js vite.config.mjs vite.config.ts vite.config.mts'],
  ['ng serve', 'localhost:4200', '--host', '--port', '', 'angular.json'],
  ['gatsby develop', 'localhost:8000', '--host -H', '--port -p', '', ''],
  ['gatsby serve', 'localhost:9000', '--host -H', '--port -p', '', ''],
  ['json-server', 'localhost:3000', '--host -h', '--port -p', '', 'json-server.json'],
  ['next start', '*:3000', '--hostname -H', '--port -p', 'PORT HOSTNAME', ''],
  ['next dev', '*:3000', '--hostname -H', '--port -p', 'PORT HOSTNAME', ''],
  ['http-server', '*:8080', '-a', '--port -p', 'PORT', ''],
  ['anvil', 'localhost:8545', '--host', '--port -p', 'ANVIL_IP_ADDR', ''],
  ['ollama serve', 'localhost:11434', '', '', 'OLLAMA_HOST', ''],
  ['artisan serve', 'localhost:8000', '--host', '--port', 'SERVER_HOST SERVER_PORT', '.env'],
];

/** Servers whose address is an operand: `manage.py runserver 0.0.0.0:8000`, `php -S 0.0.0.0:8000`. */
const operandRows: readonly (readonly [command: string, address: string])[] = [
  ['manage.py runserver', 'localhost:8000'],
  ['django-admin runserver', 'localhost:8000'],
  ['php -S', 'localhost:'],
];

const listOf = (text: string): readonly string[] => (text === '' ? [] : text.split(' '));

/** The columns of a row as words, with the options of the address without the `+`. */
const columnsOf = ([command, address, hostOptions, portOptions, variables, files]: Row) => ({
  words: command.split(' '),
  host: address.split(':')[0],
  port: address.split(':')[1] ?? '',
  hosts: listOf(hostOptions).filter((option) => option !== '+'),
  ports: listOf(portOptions),
  variables: listOf(variables),
  files: listOf(files),
});

/** The arguments with which a server accepts all connections. */
function allAddresses([option]: readonly string[], port: string, joined: Server['joined']): string {
  if (joined === 'operand') return `0.0.0.0:${port}`;
  return `${option}=0.0.0.0${joined ? `:${port}` : ''}`;
}

function serverOf(row: Row, operand?: 'operand'): Server {
  const { words, host, port, hosts, ports, variables, files } = columnsOf(row);
  const joined: Server['joined'] = operand ?? (row[2].endsWith('+') ? 'option' : undefined);
  const own = { name: row[0], program: words[0]!, verb: words[1], joined, variables, files };
  const listens = { port: port === '' ? undefined : Number(port), loopback: host === 'localhost' };
  return { ...own, ...listens, hostOptions: hosts, portOptions: ports, allAddresses: allAddresses(hosts, port, joined) };
}

/** With Flask-Script, `manage.py runserver` is the same command, but its default port is 5000: only a port in the command is certain. */
function operandServerOf(row: Row): Server {
  const server = serverOf(row, 'operand');
  return server.program === 'manage.py' ? { ...server, port: undefined } : server;
}

/** All servers that are known; those with a verb come first. */
export const servers: readonly Server[] = [
  ...rows.map((row) => serverOf(row)),
  ...operandRows.map(([command, address]) => operandServerOf([command, address, '', '', '', ''])),
].sort((a, b) => Number(b.verb !== undefined) - Number(a.verb !== undefined));

/** Programs that run the program in their arguments from the packages of a project, with the words before it. */
const runners =
  'npx | pnpm exec | pnpm dlx | yarn | yarn run | bunx | bundle exec | poetry run | pipenv run | uv run | pdm run | hatch run';

/** The number of words of a runner at the start of a command: `poetry run flask run` has 2. */
export function runnerLength(words: readonly string[]): number {
  const lengths = runners.split(' | ').map((runner) => runner.split(' '));
  return Math.max(0, ...lengths.filter((runner) => runner.every((word, i) => words[i] === word)).map(({ length }) => length));
}
