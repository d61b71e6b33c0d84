import { hasRole } from '../../../knowledge/programs.ts';
import { baseName } from '../../../base/paths.ts';
import { packageOfNodeTool } from '../../../knowledge/node-tools.ts';
import type { CommandWords } from '../../../facts/start/commands.ts';

/** Servers of static files from npm, and their options that take the next word. */
const packages: Readonly<Record<string, readonly string[]>> = {
  'http-server': ['-p', '--port', '-a', '-c', '-d', '-e', '--proxy', '-P', '-C', '--cert', '-K', '--key', '--cors', '-t'],
  serve: ['-l', '--listen', '-p', '-c', '--config', '--ssl-cert', '--ssl-key', '--ssl-pass'],
  'sirv-cli': ['-p', '--port', '-H', '--host', '-m', '--maxage'],
};

/** A command that serves static files with a package of npm. */
export interface StaticServer {
  readonly program: string;
  /** The served folder as written, `.` when none is. */
  readonly folder: string;
  /** npx downloads the server when the container starts. */
  readonly isDownloaded: boolean;
}

/** What a command of a server of static files serves; undefined for every other command. */
export function staticServerOf(words: CommandWords): StaticServer | undefined {
  const isDownloaded = hasRole(words[0] ?? '', 'packageRunner');
  const at = isDownloaded ? words.findIndex((word, i) => i > 0 && !word.startsWith('-')) : 0;
  const program = baseName(words[at] ?? '').replace(/@[\d.]+$|@latest$/, '');
  const name = packageOfNodeTool(program);
  const optionsWithValue = Object.hasOwn(packages, name) ? packages[name] : undefined;
  if (!optionsWithValue) return undefined;
  const operand = words.slice(at + 1).find((word, i, rest) => !word.startsWith('-') && !optionsWithValue.includes(rest[i - 1] ?? ''));
  return { program, folder: operand ?? '.', isDownloaded };
}
