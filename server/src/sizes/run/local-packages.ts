import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import { matchPaths } from '../../facts/command-files.ts';
import { debianPackage, debianUnpackRatio, indexFile, locale, minimalToolchain, phpExtension, phpSources, rustComponent, rustTarget, rustToolchain } from '../../knowledge/build-sizes.ts'; // prettier-ignore
import type { UsualSize } from '../../knowledge/build-sizes.ts';
import { hasRole, programName } from '../../knowledge/programs.ts';
import { addBytes, exactBytes, multiplyBytes } from '../bytes.ts';
import type { Bytes } from '../size.ts';
import { sumOf } from '../stage-state.ts';
import { usualBytes } from '../usual.ts';
import type { CommandContext, CommandReader } from './context.ts';

/** Programs that install what is no package of a repository: archives of Debian, extensions of PHP, toolchains of Rust. */
const readers: ReadonlyMap<string, (context: CommandContext) => boolean> = new Map([
  ['dpkg', readArchives],
  ['docker-php-ext-install', installExtensions],
  ['docker-php-ext-configure', addPhpSources],
  ['docker-php-source', readPhpSource],
  ['pecl', readPecl],
  ['rustup', readRustup],
  ['locale-gen', addLocales],
  ['localedef', addLocales],
]);

export const readLocalPackages: CommandReader = (context) => {
  const { program, output } = context.command;
  if (program === undefined || output) return false;
  const name = programName(program);
  if (hasRole(name, 'indexer')) {
    const detail = message('{command} writes an index of installed files.', { command: name });
    context.draft.add({ parts: [{ name, bytes: indexFile.likely }], bytes: indexFile, source: 'heuristic', detail });
    return true;
  }
  const read = readers.get(name);
  return read !== undefined && read(context);
};

function operandsOf({ command }: CommandContext): readonly string[] {
  return command.args.flatMap(({ value }) => (value.startsWith('-') ? [] : value));
}

/** Adds as many of a kind as there are operands, after those that are no names. */
function addCounted(context: CommandContext, kind: UsualSize, detail: Message, skipped = 0): boolean {
  const names = operandsOf(context).slice(skipped);
  const bytes = usualBytes(kind, Math.max(1, names.length));
  const parts = names.map((name) => ({ name, bytes: Math.round(bytes.likely / names.length) }));
  context.draft.add({ parts, bytes, source: 'heuristic', detail });
  return true;
}

/** `dpkg -i x.deb`: the unpacked size of archives whose own size is known, and otherwise that of the usual package. */
function readArchives(context: CommandContext): boolean {
  const { command, draft, state } = context;
  if (!command.args.some(({ value }) => /^(?:-i|--install|-iG|--unpack|-[a-zA-Z]*i)$/.test(value))) return false;
  const words = command.args.filter(({ value }) => !value.startsWith('-'));
  const matched = words.flatMap((word) => matchPaths(word, false, context));
  const sizes = matched.map(({ pattern }): Bytes => {
    const { files } = pattern ? state.filesAt(pattern) : { files: [] };
    return files.length === 0 ? usualBytes(debianPackage) : multiplyBytes(sumOf(files), debianUnpackRatio);
  });
  const bytes = sizes.reduce(addBytes, exactBytes(0));
  const detail = message("dpkg installs archives. The size is an estimate from Debian's packages.");
  draft.add({ parts: [{ name: words.map(({ raw }) => raw).join(' '), bytes: bytes.likely }], bytes, source: 'heuristic', detail });
  return true;
}

const phpSourceFile = '/usr/src/php/sources';

function addPhpSources({ draft, state }: CommandContext): boolean {
  if (draft.holds((path) => path === phpSourceFile) || state.fileAt(phpSourceFile) !== undefined) return true;
  const detail = message('The sources of PHP, which docker-php-ext-install deletes.');
  draft.add({ parts: [{ name: message('sources of PHP'), bytes: phpSources.likely }], bytes: phpSources, source: 'heuristic', path: phpSourceFile, isWaste: true, detail }); // prettier-ignore
  state.put(phpSourceFile, phpSources.likely, draft, { interval: phpSources });
  return true;
}

function addLocales(context: CommandContext): boolean {
  const { command, draft } = context;
  // `localedef -i en_US -f UTF-8 en_US.UTF-8` compiles one, `locale-gen` those of its operands or of /etc/locale.gen.
  const count = command.program === 'localedef' ? 1 : operandsOf(context).length;
  const bytes = count === 0 ? { ...locale, high: 3 * locale.high } : multiplyBytes(locale, exactBytes(count));
  const detail = message('The locales that {command} compiles.', { command: command.program ?? '' });
  draft.add({
    parts: [{ name: message('locales'), bytes: bytes.likely }],
    bytes,
    source: 'packages',
    path: '/usr/lib/locale/compiled',
    detail,
  });
  return true;
}

/** https://rust-lang.github.io/rustup/ */
function readRustup(context: CommandContext): boolean {
  const [verb = '', second = '', ...names] = operandsOf(context);
  const detail = message('What rustup installs. The size is an estimate from other versions.');
  const count = Math.max(1, names.length);
  const isMinimal = context.command.args.some(({ value }) => /^(?:--profile=)?minimal$/.test(value));
  const toolchain = isMinimal ? minimalToolchain : rustToolchain;
  const add = (bytes: Bytes): boolean => {
    context.draft.add({ parts: [{ name: 'rustup', bytes: bytes.likely }], bytes, source: 'heuristic', detail });
    return true;
  };
  if (verb === 'target' && second === 'add') return add(multiplyBytes(rustTarget, exactBytes(count)));
  if (verb === 'component' && second === 'add') return add(multiplyBytes(rustComponent, exactBytes(count)));
  if (/^(?:install|update|toolchain)$/.test(verb) && (verb !== 'toolchain' || second === 'install')) return add(toolchain);
  // `rustup default x` installs it if it is missing.
  if (verb === 'default') return add({ ...toolchain, low: 0 });
  return /^(?:show|override|set|self|which|run)$/.test(verb) && verb !== 'run';
}

function installExtensions(context: CommandContext): boolean {
  // It deletes the sources that docker-php-ext-configure has unpacked. https://github.com/docker-library/php
  context.draft.remove((path) => path === phpSourceFile, false);
  return addCounted(context, phpExtension, message("{command} compiles extensions. The size is an estimate from Debian's packages.", { command: 'docker-php-ext-install' })); // prettier-ignore
}

function readPhpSource(context: CommandContext): boolean {
  if (context.command.args[0]?.value !== 'delete') return addPhpSources(context);
  context.draft.remove((path) => path === phpSourceFile, false);
  return true;
}

function readPecl(context: CommandContext): boolean {
  const [verb] = operandsOf(context);
  if (verb !== 'install') return /^(?:channel-update|config-set|list|search|info|version|update-channels)$/.test(verb ?? '');
  return addCounted(context, phpExtension, message("{command} compiles extensions. The size is an estimate from Debian's packages.", { command: 'pecl install' }), 1); // prettier-ignore
}
