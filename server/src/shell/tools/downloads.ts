import { baseName } from '../../base/paths.ts';
import type { ShellCommand, ShellWord } from '../script.ts';
import { programOf } from './unwrap.ts';
import { hasOption, optionOf, optionsOf, parseArguments } from './options.ts';
import type { ParsedArguments } from './options.ts';

/** What curl or wget downloads. */
export interface Download {
  readonly tool: 'curl' | 'wget';
  readonly urls: readonly ShellWord[];
  /** The output path as written, or the last part of the URL if the program uses that; undefined for standard output. */
  readonly output: string | undefined;
  /** The word with the output path, if there is one. */
  readonly outputWord: ShellWord | undefined;
  readonly args: ParsedArguments;
  /** The word of the program's name. */
  readonly toolWord: ShellWord;
}

/** `git clone`. */
export interface Clone {
  readonly url: ShellWord;
  /** As written, or the last part of the URL without `.git`. */
  readonly directory: string;
  readonly depth: string | undefined;
  readonly branch: string | undefined;
}

const curl = ['-o', '--output', '--output-dir', '-H', '--header', '-X', '--request', '-d', '--data', '--data-raw', '--data-binary', '--data-urlencode', '-u', '--user', '-A', '--user-agent', '-e', '--referer', '-b', '--cookie', '-c', '--cookie-jar', '-m', '--max-time', '--connect-timeout', '--retry', '--retry-delay', '--retry-max-time', '-x', '--proxy', '--cacert', '--capath', '-E', '--cert', '--key', '-F', '--form', '-T', '--upload-file', '-w', '--write-out', '-C', '--continue-at', '-r', '--range', '--proto', '--proto-redir', '--max-redirs', '-K', '--config', '-z', '--time-cond', '-D', '--dump-header', '--ciphers', '--tls13-ciphers', '--tls-max', '--resolve', '--limit-rate', '--url', '--max-filesize', '--speed-limit', '-Y', '--speed-time', '-y', '--interface', '--unix-socket', '--stderr', '--noproxy', '--oauth2-bearer']; // prettier-ignore
const wget = ['-O', '--output-document', '-P', '--directory-prefix', '-o', '--output-file', '-a', '--append-output', '-t', '--tries', '-T', '--timeout', '-w', '--wait', '-U', '--user-agent', '--header', '-e', '--execute', '-Q', '--quota', '--user', '--password', '-i', '--input-file', '-B', '--base', '-A', '--accept', '-R', '--reject', '-l', '--level', '--ca-certificate', '--ca-directory', '--post-data', '--referer', '--retry-connrefused-delay', '--waitretry', '--progress', '--limit-rate', '--secure-protocol', '--load-cookies', '--read-timeout', '--connect-timeout', '--dns-timeout', '--max-redirect']; // prettier-ignore

/** Reads curl(1) 8 and wget(1) 1.25. Returns undefined for any other command, and without a URL. */
export function readDownload(command: ShellCommand): Download | undefined {
  const { args } = command;
  const tool = programOf(command);
  if (tool !== 'curl' && tool !== 'wget') return undefined;
  const parsed = parseArguments(args, { valued: tool === 'curl' ? curl : wget, combined: true });
  const urls = [...parsed.operands, ...optionsOf(parsed, '--url').flatMap((option) => option.valueWord ?? [])];
  if (urls.length === 0 || !command.nameWord) return undefined;
  const outputs = tool === 'curl' ? ['-o', '--output'] : ['-O', '--output-document'];
  const named = optionOf(parsed, ...outputs);
  const folder = optionOf(parsed, ...(tool === 'curl' ? ['--output-dir'] : ['-P', '--directory-prefix']))?.value;
  const file = named?.value ?? (writesRemoteName(tool, parsed) ? lastPart(urls[0]!.value) : undefined);
  return {
    tool,
    urls,
    output: inFolder(file, named && tool === 'wget' ? undefined : folder),
    outputWord: named?.valueWord,
    args: parsed,
    toolWord: command.nameWord,
  };
}

/** Whether the output file is named after the URL. By default, curl writes to standard output and wget to a file. */
function writesRemoteName(tool: 'curl' | 'wget', parsed: ParsedArguments): boolean {
  return tool === 'wget' || hasOption(parsed, '-O', '--remote-name', '--remote-name-all', '-J', '--remote-header-name');
}

function inFolder(file: string | undefined, folder: string | undefined): string | undefined {
  if (file === undefined || file === '-') return undefined;
  return folder === undefined ? file : `${folder.replace(/\/$/, '')}/${file}`;
}

/** The last part of a URL's path, which is the file name that wget and `curl -O` use. */
function lastPart(url: string): string {
  const path = url.replace(/[?#].*$/s, '').replace(/^[a-z]+:\/\//, '');
  return baseName(path) || 'index.html';
}

/** Reads git-clone(1). Returns undefined for any other command. */
export function readClone(command: ShellCommand): Clone | undefined {
  const { args } = command;
  const tool = programOf(command);
  if (tool !== 'git') return undefined;
  const parsed = parseArguments(args, {
    valued: ['-C', '-c', '--config', '-b', '--branch', '--depth', '-o', '--origin', '-j', '--jobs', '--reference', '--filter', '--template', '--shallow-since', '--shallow-exclude', '--separate-git-dir', '-u', '--upload-pack', '--git-dir', '--work-tree'], // prettier-ignore
    combined: true,
  });
  const [verb, url, directory] = parsed.operands;
  if (verb?.value !== 'clone' || !url) return undefined;
  const name = url.value.replace(/\/+$/, '').replace(/(\/\.git|\.git)$/, '');
  return {
    url,
    directory: directory?.value ?? name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf(':')) + 1),
    depth: optionOf(parsed, '--depth')?.value,
    branch: optionOf(parsed, '-b', '--branch')?.value,
  };
}
