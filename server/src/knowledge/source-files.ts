/** The languages whose sources say what a program needs at run time. */
export type SourceLanguage = 'c' | 'dotnet' | 'elixir' | 'go' | 'java' | 'node' | 'php' | 'python' | 'ruby' | 'rust' | 'shell';

/** The languages of file name extensions. */
const extensions: Readonly<Record<SourceLanguage, string>> = {
  c: 'c cc cpp cxx h hpp hh',
  dotnet: 'cs fs vb',
  elixir: 'ex exs eex heex',
  go: 'go',
  java: 'java kt kts scala groovy clj',
  node: 'js cjs mjs jsx ts cts mts tsx vue svelte astro',
  php: 'php phtml',
  python: 'py pyw',
  ruby: 'rb rake ru erb',
  rust: 'rs',
  shell: 'sh bash',
};

const languageOfExtension: ReadonlyMap<string, SourceLanguage> = new Map(
  Object.entries(extensions).flatMap(([language, list]) => list.split(' ').map((one) => [one, language as SourceLanguage] as const)),
);

/** Every language. */
export const sourceLanguages = Object.keys(extensions) as readonly SourceLanguage[];

/** Languages whose comments start with `#`; those of the others with `//`. */
export const hashCommentLanguages: ReadonlySet<SourceLanguage> = new Set(['elixir', 'python', 'ruby', 'shell']);

/** The language of a source file by its name; undefined for other files. */
export function sourceLanguageOf(path: string): SourceLanguage | undefined {
  return languageOfExtension.get(/\.([a-z]+)$/.exec(path)?.[1] ?? '');
}

/** Whether a file may be a script: it has no extension, so that only its first line says what it is. */
export function mayBeScript(path: string): boolean {
  return /(?:^|\/)[^/.][^/.]*$/.test(path);
}

/**
 * Whether only tests, or tools of the developer, load a source file: a test or the configuration of a linter, a test runner or a bundler.
 * Their file names are those of the tools' documentation, read in 2026.
 */
export function isDevelopmentSource(path: string): boolean {
  return developmentFile.test(path) || developmentFolder.test(path);
}

const developmentFile =
  /(?:[._-](?:test|tests|spec|stories|e2e|bench)\.[cm]?[jt]sx?$|_test\.(?:go|exs|rb|py)$|_spec\.rb$|(?:^|\/)(?:test_[^/]*|conftest|noxfile|setupTests)\.\w+$|(?:^|\/)\.?(?:babel|commitlint|cypress|eslint|gulpfile|gruntfile|jest|karma|lint-staged|mocharc|playwright|postcss|prettier|prettierrc|eslintrc|babelrc|release|rollup|stylelint|svgo|tailwind|tsup|vite|vitest|vue|webpack)(?:[.-][\w.-]*)?\.[cm]?[jt]s$|\.d\.[cm]?ts$)/i;
const developmentFolder = /(?:^|\/)(?:__tests__|__mocks__|tests?|e2e|cypress|spec|\.storybook|benchmarks?)\//;
