import { goBuildPackages } from '../../../knowledge/build-packages.ts';
import { programsWith } from '../../../knowledge/programs.ts';
import { golangBase } from '../../../knowledge/golang-bases.ts';
import { message } from '../../../base/message.ts';
import { compiledStack, toolchainFreeBase } from '../../families/compiled.ts';
import { moduleDownload } from './modules.ts';
import { readGoCommand } from './read-command.ts';

/** Files that the Go toolchain compiles, and configuration of tools that the program never reads. */
const code =
  /(?:\.(?:go|s|c|h|cc|cpp|hpp|proto|tmpl\.go)$|(?:^|\/)(?:go\.(?:mod|sum|work|work\.sum)|\.golangci\.ya?ml|\.air\.toml|\.goreleaser\.ya?ml|buf(?:\.gen|\.work)?\.yaml|sqlc\.ya?ml)$|(?:^|\/)vendor\/)/;

/** Go: the programs that `go build` and `go install` make. */
export const goStack = compiledStack({
  id: 'go',
  ecosystems: ['go'],
  readCommand: readGoCommand,
  runtimeBase: toolchainFreeBase('go', ([major, minor]) => (major === 1 && minor !== undefined ? golangBase(minor) : undefined)),
  compilingPrograms: programsWith('goRunner'),
  // https://github.com/docker-library/golang
  imageVariables: new Set(['GOLANG_VERSION', 'GOTOOLCHAIN']),
  isCode: (path) => code.test(path),
  // `go generate` and `go run` may create anything.
  codeTools: programsWith('codeGenerator'),
  buildOnlyPackages: goBuildPackages,
  runtimePackages: { apk: ['tzdata'], apt: ['ca-certificates'] },
  earlyDownload: moduleDownload,
  messages: {
    otherTools: message('The build uses tools other than Go, and which of their output the container needs is unknown.'),
    startsCompilingProgram: message('Build the program with go build, and run it.'),
    makesNoProgram: message('Build with go build -o, and run the program that it creates.'),
    usesImageVariable: (keyword, variable) =>
      message('{keyword} uses {variable}, which the golang image sets, but the run-time image does not.', { keyword, variable }),
  },
});
