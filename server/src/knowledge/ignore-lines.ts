import { message } from '../base/message.ts';
import type { Message } from '../base/message.ts';

/** Lines of a .dockerignore that belong together. */
export interface IgnoreSection {
  readonly heading: Message;
  /** Names of files that show that a project is of this kind; undefined for what every project has. */
  readonly marker: RegExp | undefined;
  readonly lines: readonly string[];
  /** Lines for what the image makes itself, where a Dockerfile says this. */
  readonly made?: { readonly by: RegExp; readonly lines: readonly string[] };
}

/**
 * What the builder has no use for, by the kind of project: what installs, builds, tests and editors leave behind. Sources: the .gitignore
 * that each tool's own generator writes (npm init, cargo new, rails new, dotnet new gitignore, composer, Gradle), read in 2026.
 */
export const ignoreSections: readonly IgnoreSection[] = [
  { heading: message('History and notes for Git'), marker: undefined, lines: ['.git', '.gitignore', '.gitattributes', '.github'] },
  {
    heading: message('Secrets and settings of this machine'),
    marker: undefined,
    lines: ['**/.env', '**/.env.local', '**/.env.*.local', '**/.ssh', '**/.aws', '**/id_rsa', '**/id_ed25519', '**/.netrc'],
  },
  {
    heading: message('How the image is built and run'),
    marker: undefined,
    lines: ['.dockerignore', 'Dockerfile*', '*.Dockerfile', 'compose*.y*ml', 'docker-compose*.y*ml', '.devcontainer'],
  },
  { heading: message('Editors and desktops'), marker: undefined, lines: ['.idea', '.vscode', '**/*.swp', '**/.DS_Store'] },
  {
    heading: message('Node.js'),
    marker: /^package\.json$/,
    lines: ['**/node_modules', '**/npm-debug.log*', '**/yarn-error.log*', '**/.pnpm-store', '.next', '.nuxt', '.svelte-kit', '.turbo', 'coverage'],
    made: { by: /\b(?:npm|pnpm|bun) run build|\byarn (?:run )?build|\bpnpm build|\b(?:vite|next|ng|nuxt) build|\btsc\b/, lines: ['dist', 'build', 'out'] },
  },
  {
    heading: message('Python'),
    marker: /^(?:requirements.*\.txt|pyproject\.toml|setup\.py|Pipfile|manage\.py)$/,
    lines: ['**/__pycache__', '**/*.py[cod]', '**/.venv', '**/venv', '.tox', '**/.pytest_cache', '**/.mypy_cache', '**/.ruff_cache', '.coverage', 'htmlcov'],
  },
  { heading: message('Go'), marker: /^go\.mod$/, lines: ['**/*.test', '**/coverage.out'] },
  { heading: message('Rust'), marker: /^Cargo\.toml$/, lines: ['**/target'] },
  { heading: message('Java'), marker: /^pom\.xml$|^(?:build|settings)\.gradle(?:\.kts)?$/, lines: ['**/.gradle', '**/target', '**/*.class'], made: { by: /\bgradlew?\b/, lines: ['**/build'] } },
  { heading: message('Ruby'), marker: /^Gemfile$/, lines: ['.bundle', 'vendor/bundle', 'log/*', 'tmp/*', 'coverage'] },
  { heading: message('PHP'), marker: /^composer\.json$/, lines: ['.phpunit.cache', '.phpunit.result.cache'], made: { by: /\bcomposer (?:\S+ )*?(?:install|update)\b/, lines: ['vendor'] } },
  { heading: message('.NET'), marker: /\.(?:csproj|fsproj|vbproj|sln|slnx)$/, lines: ['**/bin', '**/obj', '**/.vs', '**/*.user', '**/TestResults'] },
]; // prettier-ignore
