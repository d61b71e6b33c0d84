import { baseName } from '../../base/paths.ts';
import { wrappers } from '../../knowledge/wrappers.ts';
import type { SourceLanguage } from '../../knowledge/source-files.ts';
import type { Work } from '../../base/work.ts';
import type { CalledPrograms, CopiedFile, ProgramCall } from '../core/project.ts';
import type { BuildContext } from '../../context/build-context.ts';
import { placeIn, sourcesOf, withoutComments } from './sources.ts';
import type { SourceFile } from './sources.ts';

/** How the sources of a language start programs. */
interface Calls {
  /** A file without this starts nothing. */
  readonly used: RegExp;
  /** Matches a call up to its first argument, or up to the comma before the second; global. */
  readonly call: RegExp;
}

/** From the documentation of the standard libraries, and of the most used packages for it. */
const callsOf: Partial<Readonly<Record<SourceLanguage, Calls>>> = {
  c: { used: /stdlib|unistd|stdio/, call: /(?<![\w.:>])(?:std::)?(?:system|popen|exec[lv]p?e?)\s*\(/g },
  dotnet: { used: /Process/, call: /\bProcess\.Start\s*\(|\bnew\s+ProcessStartInfo\s*\(|\bFileName\s*=(?!=)/g },
  elixir: {
    used: /System\.cmd|:os\.cmd|Port\.open/,
    call: /\bSystem\.cmd\s*\(|:os\.cmd\s*\(|\bPort\.open\s*\(\s*\{:spawn(?:_executable)?,/g,
  },
  go: { used: /"os\/exec"/, call: /\bexec\.(?:Command|LookPath)\s*\(|\bexec\.CommandContext\s*\([^,()]*(?:\([^()]*\))?[^,()]*,/g },
  java: { used: /ProcessBuilder|getRuntime/, call: /\bnew\s+ProcessBuilder\s*\(|getRuntime\s*\(\s*\)\s*\.exec\s*\(/g },
  node: {
    used: /child_process|['"](?:execa|shelljs|cross-spawn|zx|node-pty)['"]/,
    call: /(?<![\w.$]|function\s)(?:(?:child_?[pP]rocess|cp|shell|sh|shelljs)\.|require\(["'](?:node:)?child_process["']\)\.)?(?:exec(?:Sync|File|FileSync|Async|Promise)?|spawn(?:Sync)?|execa(?:Sync|Command)?)\s*\(/g,
  },
  php: { used: /./, call: /(?<![\w>:$]|function\s)(?:exec|shell_exec|system|passthru|proc_open|popen)\s*\(|\bnew\s+Process\s*\(/g },
  python: {
    used: /\b(?:subprocess|os|asyncio|shutil|pexpect)\b/,
    call: /\b(?:subprocess|sp)\.(?:run|call|check_call|check_output|Popen|getoutput|getstatusoutput)\s*\(|\bos\.(?:system|popen|exec[lv]p?e?|spawn[lv]p?e?)\s*\(|\bcreate_subprocess_(?:exec|shell)\s*\(|\bshutil\.which\s*\(|\bpexpect\.spawn\s*\(|(?<![\w.])(?:Popen|check_call|check_output|getoutput)\s*\(/g,
  },
  ruby: {
    used: /./,
    call: /(?<![\w.:])(?:system|spawn|exec)[\s(]+(?=["'])|\bOpen3\.\w+\s*\(|\bIO\.popen\s*\(|(?<=(?:^|[=(,])[^\S\n]*)(?:`|%x[({[])/gm,
  },
  rust: { used: /process::(?:Command|\{[^}]*Command|\*)|(?:std|tokio)::process/, call: /\bCommand::new\s*\(/g },
};

/** The programs that the sources start, with their places. Tests and vendored code do not count. In steps, because sources may be long. */
export function* calledPrograms(copied: readonly CopiedFile[] | undefined, context: BuildContext): Work<CalledPrograms> {
  const { files, isComplete } = sourcesOf({ files: copied, context }, ...languages);
  const calls: ProgramCall[] = [];
  for (const [i, file] of files.entries()) {
    if (i % perStep === perStep - 1) yield;
    calls.push(...callsIn(file));
  }
  return { calls, isComplete };
}

const languages = Object.keys(callsOf) as readonly SourceLanguage[];

/** How many files are read in one step. */
const perStep = 20;

function callsIn(file: SourceFile): readonly ProgramCall[] {
  const { text, language } = file;
  const calls = callsOf[language!];
  if (!calls?.used.test(text)) return [];
  const code = withoutComments(text, language);
  return [...code.matchAll(calls.call)].flatMap((match): readonly ProgramCall[] => {
    const at = match.index + match[0].length;
    const program = /^(?:`|%x)/.test(match[0]) ? firstWord(code.slice(at, at + 400)) : programAt(code, at);
    const place = placeIn(file, match.index);
    return program === undefined ? [{ program, place }] : nameOf(program).map((name) => ({ program: name, place }));
  });
}

/** The program of a call whose first argument starts here. */
function programAt(code: string, at: number): string | undefined {
  const rest = code.slice(at, at + 400).replace(/^\s*(?:new\s+\w+(?:\[\])?\s*|&|(?:List|Arrays)\.(?:of|asList))?[\s([{]*/, '');
  if (/^(?:sys\.executable|process\.(?:execPath|argv0?\b)|Gem\.ruby|PHP_BINARY|os\.Args\[0\])/.test(rest)) return itself;
  const literal = /^[@$bfruBFRU]{0,2}(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|`((?:\\.|[^`\\])*)`)/.exec(rest);
  if (literal) return firstWord(literal[1] ?? literal[2] ?? literal[3] ?? '');
  const name = /^\$?([A-Za-z_]\w*)/.exec(rest)?.[1];
  return name === undefined ? undefined : assigned(code.slice(0, at), name);
}

/** What was assigned to a variable last, if it is written as text: `cmd = ["git", "log"]`. */
function assigned(before: string, name: string): string | undefined {
  const assignments = [...before.matchAll(new RegExp(`(?<![\\w.])${name}\\s*(?::\\s*[\\w[\\]., ]+)?(?::?=)(?!=)\\s*`, 'g'))];
  const last = assignments.at(-1);
  if (!last) return undefined;
  const at = last.index + last[0].length;
  return /^[\s([{]*[@$bfruBFRU]{0,2}["'`]/.test(before.slice(at, at + 60)) ? programAt(before, at) : undefined;
}

/** The program of a command line, after variables and `sudo`. Undefined if a variable names it. */
function firstWord(line: string): string | undefined {
  const words = line.trim().split(/\s+/);
  const word = words.find((one) => one !== '' && !/^\w+=/.test(one) && !Object.hasOwn(wrappers, one)) ?? '';
  return /^[\w./+-]+$/.test(word) ? word : undefined;
}

/** The name of a program as it is called; none for the running interpreter and for a file of the application, which is copied with it. */
function nameOf(program: string): readonly string[] {
  const isOwnFile = program.includes('/') && !/^\/(?:usr\/(?:local\/)?)?s?bin\/[^/]+$/.test(program);
  return program === itself || isOwnFile ? [] : [baseName(program)];
}

/** Stands for the interpreter that already runs. */
const itself = '<itself>';
