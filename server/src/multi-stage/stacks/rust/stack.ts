import { programsWith } from '../../../knowledge/programs.ts';
import { rustBase } from '../../../knowledge/rust-bases.ts';
import { rustBuildPackages } from '../../../knowledge/build-packages.ts';
import { compiledStack, toolchainFreeBase } from '../../families/compiled.ts';
import { messagesFor } from '../../families/messages.ts';
import { rustNeeds } from './needs.ts';
import { readRustCommand } from './read-command.ts';

/** Files that Cargo and rustc read, and configuration of tools that the program never reads. */
const code =
  /(?:\.(?:rs|c|h|cc|cpp|hpp|proto)$|(?:^|\/)(?:Cargo\.(?:toml|lock)|rust-toolchain(?:\.toml)?|\.?rustfmt\.toml|\.?clippy\.toml|deny\.toml|recipe\.json)$|(?:^|\/)(?:\.cargo|target)\/|^vendor\/)/;

/** Rust: the programs that `cargo build` makes and the container starts. */
export const rustStack = compiledStack({
  id: 'rust',
  ecosystems: ['cargo'],
  readCommand: readRustCommand,
  runtimeBase: toolchainFreeBase('rust', ([major, minor]) => {
    const debian = major === 1 && minor !== undefined ? rustBase(minor) : undefined;
    return debian === undefined ? undefined : { debian, alpine: undefined };
  }),
  needs: rustNeeds,
  compilingPrograms: programsWith('rustRunner'),
  // https://github.com/rust-lang/docker-rust
  imageVariables: new Set(['RUSTUP_HOME', 'CARGO_HOME', 'RUST_VERSION']),
  isCode: (path) => code.test(path),
  codeTools: programsWith('codeGenerator'),
  buildOnlyPackages: rustBuildPackages,
  runtimePackages: { apk: ['libgcc', 'ca-certificates'], apt: ['ca-certificates'] },
  earlyDownload: () => undefined,
  messages: messagesFor('Cargo', 'cargo build --release', 'rust'),
});
