import { message } from '../../base/message.ts';
import type { CommandHelpTable } from './help.ts';

const jobs = message('uses {value} jobs in parallel');
const output = message('writes to {value}');

/** The shell and its builtins, from POSIX.1-2024 and the manual of bash 5.2. */
export const shellHelp: CommandHelpTable = {
  set: {
    summary: message('changes how the shell runs this script'),
    style: 'set',
    options: {
      '-e': message('stops at the first command that fails'),
      '-u': message('fails on a variable that is not set'),
      '-x': message('prints each command before it runs'),
      '-o': message('turns on {value}'),
      pipefail: message('a pipe fails if one of its commands fails'),
      errexit: message('stops at the first command that fails'),
      nounset: message('fails on a variable that is not set'),
      xtrace: message('prints each command before it runs'),
    },
  },
  cd: { summary: message('changes the folder for the rest of this RUN') },
  echo: { summary: message('prints text'), options: { '-e': message('reads backslash escapes'), '-n': message('without a line break') } },
  printf: { summary: message('prints text') },
  export: { summary: message('sets a variable for the rest of this RUN') },
  true: { summary: message('does nothing and succeeds') },
  test: { summary: message('checks a condition') },
  'sh bash ash dash': {
    summary: message('runs a script'),
    options: {
      '-c': message('runs the command line {value}'),
      '-e': message('stops at the first command that fails'),
      '-u': message('fails on a variable that is not set'),
      '-x': message('prints each command before it runs'),
      '-l': message('as a login shell'),
      '-s': message('reads the script from its input'),
    },
  },
  ldconfig: { summary: message('updates the list of shared libraries') },
  'locale-gen': { summary: message('creates locales') },
  'update-ca-certificates': { summary: message('updates the list of trusted certificates') },
  setcap: { summary: message('gives a program single privileges of root') },
  'apt-key': { summary: message('manages the keys of package repositories') },
  'add-apt-repository apt-add-repository': {
    summary: message('adds a package repository'),
    options: { '-y --yes': message('answers all questions with yes') },
  },
};

/** Build tools, from their manuals: Go 1.24, Cargo 1.85, GNU make 4.4, CMake 3.31, Maven 3.9, Gradle 8, .NET 9, CPython 3.13. */
export const buildHelp: CommandHelpTable = {
  go: {
    summary: message('works with Go code'),
    style: 'word',
    options: {
      '-o': output,
      '-v': message('prints more'),
      '-x': message('prints each command before it runs'),
      '-a': message('builds everything again'),
      '-trimpath': message('without the paths of the build machine'),
      '-ldflags': message('passes {value} to the linker; `-s -w` leaves out debug data'),
      '-tags': message('with the build tags {value}'),
      '-mod': message('uses modules as {value}'),
      '-installsuffix': message('with the package folder suffix {value}'),
      '-race': message('looks for data races'),
    },
    commands: {
      build: { summary: message('compiles a program') },
      install: { summary: message('compiles and installs a program') },
      get: { summary: message('downloads modules') },
      mod: { summary: message('manages modules; `download` downloads what go.mod lists') },
      test: { summary: message('runs the tests') },
      generate: { summary: message('runs code generators') },
      run: { summary: message('compiles and runs a program') },
    },
  },
  cargo: {
    summary: message('works with Rust code'),
    options: {
      '--release -r': message('optimized'),
      '--locked': message('fails if Cargo.lock does not fit'),
      '--target': message('for the platform {value}'),
      '--bin': message('only the program {value}'),
      '--path': message('from the folder {value}'),
      '--features -F': message('with the features {value}'),
      '-j --jobs': jobs,
    },
    commands: {
      build: { summary: message('compiles a program') },
      install: { summary: message('compiles and installs a program') },
      fetch: { summary: message('downloads what Cargo.lock lists') },
      test: { summary: message('runs the tests') },
    },
  },
  make: {
    summary: message('builds targets of a Makefile'),
    options: { '-j --jobs': jobs, '-C --directory': message('in the folder {value}'), '-f --file': message('uses the file {value}') },
  },
  configure: { summary: message('prepares a build'), options: { '--prefix': message('for the folder {value}') } },
  cmake: {
    summary: message('prepares or runs a build'),
    options: {
      '-S': message('with the sources in {value}'),
      '-B': message('builds in the folder {value}'),
      '-G': message('for the build tool {value}'),
      '--build': message('builds in the folder {value}'),
      '--install': message('installs from the folder {value}'),
      '-j --parallel': jobs,
      '-D': message('sets {value}'),
    },
  },
  'mvn mvnw': {
    summary: message('builds a Java project with Maven'),
    style: 'word',
    options: {
      '-B --batch-mode': message('asks nothing'),
      '-q --quiet': message('prints less'),
      '-DskipTests': message('does not run the tests'),
      '-o --offline': message('uses no network'),
      '-f --file': message('uses the file {value}'),
      '-ntp --no-transfer-progress': message('prints no progress'),
      '-pl --projects': message('only the projects {value}'),
      '-am --also-make': message('and the projects they need'),
      '-P': message('with the profile {value}'),
    },
  },
  'gradle gradlew': {
    summary: message('builds a Java project with Gradle'),
    style: 'word',
    options: {
      '--no-daemon': message('starts no background process'),
      '-x': message('without the task {value}'),
      '--offline': message('uses no network'),
      '--info': message('prints more'),
    },
  },
  dotnet: {
    summary: message('works with .NET projects'),
    style: 'word',
    options: {
      '-c --configuration': message('in the configuration {value}'),
      '-o --output': output,
      '--no-restore': message('does not download packages again'),
      '-r --runtime': message('for the platform {value}'),
      '--self-contained': message('with the .NET runtime'),
    },
    commands: {
      restore: { summary: message('downloads the packages of a project') },
      build: { summary: message('compiles a program') },
      publish: { summary: message('compiles a program and collects what it needs') },
      test: { summary: message('runs the tests') },
    },
  },
  'python python3': {
    summary: message('runs a Python program'),
    options: { '-m': message('runs the module {value}'), '-c': message('runs the code {value}'), '-u': message('prints without a delay') },
  },
  node: { summary: message('runs a Node.js program'), options: { '-e --eval': message('runs the code {value}') } },
  npx: { summary: message('runs a program of a Node.js package'), options: { '-y --yes': message('answers all questions with yes') } },
};
