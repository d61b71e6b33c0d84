import { hasOption } from './options.ts';
import type { ParsedArguments } from './options.ts';
import type { PackageRequest, PackageTool, PackageVerb, ReadMeaning, VerbMeaning } from './package-tool.ts';

const noPackages = /^$/;

/**
 * Go: `go build`, `go install ./...` and `go get` work on the current module; `go install x@latest` and `go get x` on the module in their
 * operand.
 */
function goMeaning(verb: PackageVerb, text: string, packages: readonly PackageRequest[], args: ParsedArguments): VerbMeaning {
  if (text === 'mod download') return { verb, project: packages.length === 0 };
  if (text === 'get' || text === 'install') {
    const own = packages.length === 0 || packages.some((request) => request.source === 'path');
    return { verb: text === 'install' && own ? 'build' : verb, project: own, local: own };
  }
  const builds = verb === 'build' || verb === 'run';
  // `go build -o x ./cmd/x` needs the project's sources; `go run x@v1` does not.
  return { verb, project: builds || text.startsWith('mod '), local: builds && !args.operands.some((word) => word.value.includes('@')) };
}

/**
 * `cargo install --path .` compiles the project. Cargo rejects manifests whose targets have no source file, so `fetch` needs the sources
 * too; cargo-chef does not.
 */
function cargoMeaning(verb: PackageVerb, text: string, _packages: readonly PackageRequest[], args: ParsedArguments): VerbMeaning {
  if (text === 'chef cook') return { verb: 'build', project: true };
  const own = text === 'install' && hasOption(args, '--path');
  if (text === 'install') return { verb: own ? 'build' : verb, project: own, local: own };
  if (text === 'fetch' || text === 'vendor') return { verb, project: true, local: true };
  const compiles = verb === 'build' || verb === 'run';
  return { verb, project: compiles || text === 'chef prepare', local: compiles || text === 'chef prepare' };
}

/** Maven and Gradle: goals that only download dependencies. */
const fetchingVerbs = /(^|:)(go-offline|resolve|resolve-plugins|resolve-sources)$|^(dependencies|resolveDependencies|downloadDependencies|resolveAllDependencies|downloadDeps|cacheDependencies)$/; // prettier-ignore

function goalsMeaning(goals: (args: ParsedArguments) => readonly string[]): ReadMeaning {
  return (_verb, text, _packages, args) => {
    const all = [text, ...goals(args)].filter((goal) => goal !== '');
    if (all.length === 0) return { verb: 'other' };
    if (all.every((goal) => goal === 'clean' || goal === ':clean')) return { verb: 'clean' };
    const fetches = all.every(
      (goal) => goal === 'clean' || fetchingVerbs.test(goal.replace(/^:/, '').replace(/^.*:(?=dependencies$)/, '')),
    );
    return { verb: fetches ? 'download' : 'build', project: true, local: !fetches };
  };
}

const operands = (args: ParsedArguments): readonly string[] => args.operands.map((word) => word.value);

/** Go 1.25, Cargo 1.90 (with cargo-chef), Maven 3.9 and 4, Gradle 9, .NET 9. None of them prompts. */
export const compiledTools: readonly PackageTool[] = [
  {
    tool: 'go',
    kind: 'language',
    program: /^go(\d+\.\d+(\.\d+)?)?$/,
    syntax: { valued: ['-C', '-o', '-ldflags', '-tags', '-mod', '-modfile', '-gcflags', '-asmflags', '-p', '-overlay', '-pkgdir', '-buildmode', '-toolexec', '-installsuffix', '-compiler', '-gccgoflags', '-pgo', '-run', '-timeout', '-coverprofile', '-exec'], combined: false }, // prettier-ignore
    verbs: { 'mod download': 'download', 'mod tidy': 'other', 'mod vendor': 'download', 'mod verify': 'other', get: 'install', install: 'install', build: 'build', run: 'run', test: 'run', vet: 'run', generate: 'run', clean: 'clean' }, // prettier-ignore
    yes: 'always',
    request: /^([^@]+)(?:@(.+))?$/,
    meaning: goMeaning,
  },
  {
    tool: 'cargo',
    kind: 'language',
    program: /^cargo$/,
    syntax: { valued: ['--manifest-path', '--target', '--target-dir', '-F', '--features', '--bin', '--example', '--test', '--bench', '-p', '--package', '--exclude', '-j', '--jobs', '--profile', '--root', '--version', '--vers', '--git', '--branch', '--tag', '--rev', '--path', '--registry', '--index', '--config', '-Z', '--color', '--recipe-path'], combined: true }, // prettier-ignore
    verbs: { fetch: 'download', vendor: 'download', build: 'build', b: 'build', rustc: 'build', check: 'build', c: 'build', install: 'install', binstall: 'install', 'chef cook': 'build', 'chef prepare': 'other', run: 'run', r: 'run', test: 'run', t: 'run', clean: 'clean', uninstall: 'remove', update: 'upgrade', add: 'other' }, // prettier-ignore
    yes: 'always',
    request: /^([^@]+)(?:@(.+))?$/,
    meaning: cargoMeaning,
  },
  {
    tool: 'maven',
    kind: 'language',
    program: /^(mvn|mvnw|mvnd)$/,
    syntax: { valued: ['-f', '--file', '-pl', '--projects', '-P', '--activate-profiles', '-T', '--threads', '-s', '--settings', '-gs', '--global-settings', '-rf', '--resume-from', '-l', '--log-file', '-t', '--toolchains', '-D', '--define', '-b', '--builder'], combined: false }, // prettier-ignore
    verbs: {},
    yes: 'always',
    request: noPackages,
    meaning: goalsMeaning(operands),
  },
  {
    tool: 'gradle',
    kind: 'language',
    program: /^gradlew?$/,
    syntax: { valued: ['-p', '--project-dir', '-b', '--build-file', '-c', '--settings-file', '-g', '--gradle-user-home', '-I', '--init-script', '-x', '--exclude-task', '-D', '-P', '--max-workers', '--console', '--configuration'], combined: false }, // prettier-ignore
    verbs: {},
    yes: 'always',
    request: noPackages,
    meaning: goalsMeaning(operands),
  },
  {
    tool: 'dotnet',
    kind: 'language',
    program: /^dotnet$/,
    syntax: { valued: ['-c', '--configuration', '-o', '--output', '-r', '--runtime', '-f', '--framework', '-a', '--arch', '--os', '-v', '--verbosity', '-s', '--source', '--packages', '--configfile', '--version-suffix', '--version', '--tool-path'], combined: false }, // prettier-ignore
    verbs: { restore: 'download', build: 'build', publish: 'build', pack: 'build', test: 'run', run: 'run', 'tool install': 'install', 'tool restore': 'install', clean: 'clean', 'nuget locals': 'clean' }, // prettier-ignore
    yes: 'always',
    request: /^(.+)$/,
    meaning: (verb, text) => ({ verb, project: text !== 'tool install', local: verb === 'build' || verb === 'run' }),
  },
];
