import { memoize } from '../base/memoize.ts';
import { message } from '../base/message.ts';
import type { Message } from '../base/message.ts';
import type { ProgramHost } from '../host/host.ts';
import { ignoredCodes, shellCheckFindings } from '../linter/shellcheck.ts';
import type { CheckedScript } from '../linter/shellcheck.ts';
import type { Finding } from '../linter/rule.ts';

/** How many outputs are kept: an edit changes one script. */
const mostOutputs = 500;

/** Runs the ShellCheck that the user has set. Each script is checked once; at most two processes run at a time. */
export class ShellCheck {
  private readonly programs: ProgramHost;
  private readonly failed: (text: Message) => void;
  private readonly outputs = memoize((_key: string, path: string, script: CheckedScript) => this.check(path, script), mostOutputs);
  /** The programs that could not be started, which is said once. */
  private readonly broken = new Set<string>();
  private lanes: readonly [Promise<unknown>, Promise<unknown>] = [Promise.resolve(), Promise.resolve()];

  constructor(programs: ProgramHost, failed: (text: Message) => void) {
    this.programs = programs;
    this.failed = failed;
  }

  /** The findings in all scripts of a document. Never rejects: if the program cannot be started, there are none. */
  async findings(path: string, scripts: readonly CheckedScript[]): Promise<readonly Finding[]> {
    const outputs = await Promise.all(scripts.map((script) => this.outputs(`${path}\n${script.shell}\n${script.text}`, path, script)));
    return scripts.flatMap((script, i) => shellCheckFindings(outputs[i] ?? '', script));
  }

  private check(path: string, { shell, text }: CheckedScript): Promise<string | undefined> {
    const args = [`--shell=${shell}`, '--format=json1', `--exclude=${ignoredCodes.join(',')}`, '-'];
    const [first, second] = this.lanes;
    const next = first.then(async () => {
      if (this.broken.has(path)) return undefined;
      const output = await this.programs.run(path, args, text);
      if (output === undefined && !this.broken.has(path)) {
        this.broken.add(path);
        this.failed(message('layerwise.shellcheck.path: "{path}" cannot be started, or does not end', { path }));
      }
      return output;
    });
    this.lanes = [second, next];
    return next;
  }
}
