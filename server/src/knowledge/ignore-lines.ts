import { message } from '../base/message.ts';
import type { Message } from '../base/message.ts';
import { foldersWith } from './folders.ts';
import type { Ecosystem } from './project-files.ts';

/** A group of related lines of a .dockerignore file. */
export interface IgnoreSection {
  readonly heading: Message;
  /** The ecosystems that it applies to; undefined if it applies to every project. */
  readonly ecosystems: readonly Ecosystem[] | undefined;
  readonly lines: readonly string[];
  /** Lines for files that the image build creates, used if a Dockerfile matches `by`. */
  readonly generated?: { readonly dockerfilePattern: RegExp; readonly lines: readonly string[] };
}

/**
 * Files that an image build does not need, by ecosystem: the output of installs, builds, tests and editors. Sources: the .gitignore files
 * of each tool's own generator (npm init, cargo new, rails new, dotnet new gitignore, composer, Gradle), read in 2026.
 */
export const ignoreSections: readonly IgnoreSection[] = [
  { heading: message('Version control and documentation'), ecosystems: undefined, lines: ['.git', '.gitignore', '.gitattributes', '.github'] },
  {
    heading: message('Secrets and local settings'),
    ecosystems: undefined,
    lines: ['**/.env', '**/.env.local', '**/.env.*.local', '**/.ssh', '**/.aws', '**/id_rsa', '**/id_ed25519', '**/.netrc'],
  },
  {
    heading: message('Image build and deployment'),
    ecosystems: undefined,
    lines: ['.dockerignore', 'Dockerfile*', '*.Dockerfile', 'compose*.y*ml', 'docker-compose*.y*ml', '.devcontainer'],
  },
  { heading: message('Editors and operating systems'), ecosystems: undefined, lines: [...foldersWith('editor'), '**/*.swp', '**/.DS_Store'] },
  {
    heading: message('Node.js'),
    ecosystems: ['node'],
    lines: ['**/node_modules', '**/npm-debug.log*', '**/yarn-error.log*', '**/.pnpm-store', '.next', '.nuxt', '.svelte-kit', '.turbo', 'coverage'],
    generated: { dockerfilePattern: /\b(?:npm|pnpm|bun) run build|\byarn (?:run )?build|\bpnpm build|\b(?:vite|next|ng|nuxt) build|\btsc\b/, lines: ['dist', 'build', 'out'] },
  },
  {
    heading: message('Python'),
    ecosystems: ['python'],
    lines: ['**/__pycache__', '**/*.py[cod]', '**/.venv', '**/venv', '.tox', '**/.pytest_cache', '**/.mypy_cache', '**/.ruff_cache', '.coverage', 'htmlcov'],
  },
  { heading: message('Go'), ecosystems: ['go'], lines: ['**/*.test', '**/coverage.out'] },
  { heading: message('Rust'), ecosystems: ['cargo'], lines: ['**/target'] },
  { heading: message('Java'), ecosystems: ['maven', 'gradle'], lines: ['**/.gradle', '**/target', '**/*.class'], generated: { dockerfilePattern: /\bgradlew?\b/, lines: ['**/build'] } },
  { heading: message('Ruby'), ecosystems: ['bundler'], lines: ['.bundle', 'vendor/bundle', 'log/*', 'tmp/*', 'coverage'] },
  { heading: message('PHP'), ecosystems: ['composer'], lines: ['.phpunit.cache', '.phpunit.result.cache'], generated: { dockerfilePattern: /\bcomposer (?:\S+ )*?(?:install|update)\b/, lines: ['vendor'] } },
  { heading: message('.NET'), ecosystems: ['dotnet'], lines: ['**/bin', '**/obj', '**/.vs', '**/*.user', '**/TestResults'] },
]; // prettier-ignore
