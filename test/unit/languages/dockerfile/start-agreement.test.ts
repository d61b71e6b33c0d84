import { describe, expect, it } from 'vitest';
import { english } from '../../../../server/src/base/message.ts';
import { diagnose } from '../../../../server/src/languages/dockerfile/diagnostics.ts';
import { hoverAt } from '../../../../server/src/languages/dockerfile/hover.ts';
import { documentOf } from '../../../support/document.ts';

/** The findings and the hover for the last instruction. */
function answers(lines: string): { readonly rules: readonly string[]; readonly hover: string } {
  const text = `FROM debian:12\nENV A=1\n${lines}\n`;
  const document = documentOf(text);
  const last = document.model.tree.instructions.at(-1)!;
  const rules = diagnose(document)
    .filter(({ span }) => span.start >= last.start)
    .map(({ rule, message }) => `${rule}: ${english(message)}`);
  return { rules, hover: hoverAt(document, last.start, english)!.markdown };
}

/** The rule and the hover must agree whether a shell expands `$A`. The hover also shows process 1. */
describe('a variable in exec form', () => {
  it.each<[string, boolean, string]>([
    ['ENTRYPOINT ["mksh", "-c", "echo $A"]', true, '`mksh` or `echo`'],
    ['ENTRYPOINT ["fish", "-c", "echo $A"]', true, '`fish` or `echo`'],
    ['ENTRYPOINT ["ksh", "-c", "echo $A"]', true, '`ksh` or `echo`'],
    ['ENTRYPOINT ["yash", "-c", "echo $A"]', true, '`yash` or `echo`'],
    ['ENTRYPOINT ["tcsh", "-c", "echo $A"]', true, '`tcsh` or `echo`'],
    ['ENTRYPOINT ["zsh", "-lc", "echo $A"]', true, '`zsh` or `echo`'],
    ['ENTRYPOINT ["nu", "-c", "echo $A"]', true, '`nu` or `echo`'],
    ['ENTRYPOINT ["sh", "-xec", "echo $A"]', true, '`sh` (dash). `echo` is a child process'],
    ['ENTRYPOINT ["/usr/bin/env", "bash", "-c", "echo $A"]', true, '`echo`: `bash` replaces itself'],
    ['ENTRYPOINT ["busybox", "sh", "-c", "echo $A"]', true, '`echo`: `sh` (ash) replaces itself'],
    ['ENTRYPOINT ["tini", "-g", "--", "bash", "-c", "echo $A"]', true, '`tini`, which forwards the signal to `bash`.'],
    ['ENTRYPOINT ["gosu", "app", "sh", "-c", "echo $A"]', true, '`sh` (dash). `echo` is a child process'],
    ['ENTRYPOINT ["pwsh", "-Command", "$env:X; $A"]', true, '`pwsh`'],
    ['ENTRYPOINT ["su", "app", "-c", "echo $A"]', true, '`su`'],
    ['ENTRYPOINT ["sh", "-c"]\nCMD ["echo $A"]', true, '`sh` (dash). `echo` is a child process'],
    ['ENTRYPOINT ["tini", "--", "fish", "-c"]\nCMD ["echo $A"]', true, '`tini`, which forwards the signal to `fish`.'],
    ['CMD ["awk", "{ print $A }"]', true, '`awk`'],
    ['ENTRYPOINT ["bash", "script.sh", "$A"]', false, '`bash`'],
    ['ENTRYPOINT ["bash", "-e", "/script.sh", "$A"]', false, '`bash`'],
    ['ENTRYPOINT ["sh", "-c", "exec app", "$A"]', false, '`app`: `exec` replaces the shell with it.'],
    ['ENTRYPOINT ["pwsh", "-File", "x.ps1", "$A"]', false, '`pwsh`'],
    ['ENTRYPOINT ["exec", "$A"]', false, '`exec`'],
    ['ENTRYPOINT ["/docker-entrypoint.sh", "$A"]', false, '`docker-entrypoint.sh`'],
    ['ENTRYPOINT ["tini", "--", "app", "$A"]', false, '`tini`, which forwards the signal to `app`.'],
    ['ENTRYPOINT ["gosu", "app", "server", "$A"]', false, '`server`. It receives the signal'],
    ['ENTRYPOINT ["app"]\nCMD ["$A"]', false, '`app`. It receives the signal'],
  ])('%s', (lines, expanded, process) => {
    const { rules, hover } = answers(lines);
    expect(rules.some((finding) => finding.startsWith('exec-form-variable'))).toBe(!expanded);
    expect(hover.includes('`$A` is not expanded in exec form')).toBe(!expanded);
    expect(hover).toContain(`| Process 1 | ${process}`);
  });
});

/** The rule and the hover must agree whether ENTRYPOINT receives CMD as its arguments or starts it. */
describe('a CMD in shell form', () => {
  it.each<[string, 'started' | 'arguments', string]>([
    ['["/sbin/tini-static", "--"]', 'started', '`tini-static`, which forwards the signal to `sh`.'],
    ['["tini", "--"]', 'started', '`tini`, which forwards the signal to `sh`.'],
    ['["/usr/bin/dumb-init", "--"]', 'started', '`dumb-init`, which forwards the signal to `sh`.'],
    ['["catatonit", "--"]', 'started', '`catatonit`, which forwards the signal to `sh`.'],
    ['["docker-init", "--"]', 'started', '`docker-init`, which forwards the signal to `sh`.'],
    ['["tini-amd64", "-g", "--"]', 'started', '`tini-amd64`, which forwards the signal to `sh`.'],
    ['["/init"]', 'started', '`init`, which forwards the signal to `sh`.'],
    ['["tini", "--", "gosu", "app"]', 'started', '`tini`, which forwards the signal to `sh`.'],
    ['["gosu", "app"]', 'started', '`/bin/sh` (dash). `node` is a child process'],
    ['["su-exec", "app"]', 'started', '`/bin/sh` (dash). `node` is a child process'],
    ['["env", "B=1"]', 'started', '`/bin/sh` (dash). `node` is a child process'],
    ['["/docker-entrypoint.sh"]', 'started', '`docker-entrypoint.sh`'],
    ['["entrypoint.sh"]', 'started', '`entrypoint.sh`'],
    ['["tini", "--", "/docker-entrypoint.sh"]', 'started', '`tini`, which forwards the signal to `docker-entrypoint.sh`.'],
    ['["tini", "--", "node"]', 'arguments', '`tini`, which forwards the signal to `node`.'],
    ['["supervisord", "-c", "/etc/s.conf"]', 'arguments', '`supervisord`, an init process.'],
    ['["gosu", "app", "node"]', 'arguments', '`node`. It receives the signal'],
    ['["exec", "x"]', 'arguments', '`exec`'],
    ['["server"]', 'arguments', '`server`'],
    ['["sh", "-c"]', 'arguments', '`sh` (dash). `sh` is a child process'],
  ])('after ENTRYPOINT %s', (entrypoint, role, process) => {
    const { rules, hover } = answers(`ENTRYPOINT ${entrypoint}\nCMD node server.js`);
    const findings = rules.filter((finding) => finding.startsWith('shell-form-cmd'));
    expect(findings).toHaveLength(1);
    expect(findings[0]!.includes('ENTRYPOINT receives "/bin/sh"')).toBe(role === 'arguments');
    expect(findings[0]!.includes('A shell starts node')).toBe(role === 'started');
    expect(hover.includes('ENTRYPOINT receives `')).toBe(role === 'arguments');
    expect(hover).toContain(`| Process 1 | ${process}`);
  });
});
