import { describe, expect, it } from 'vitest';
import type { StartFact } from '../../../../server/src/facts/start/start.ts';
import { factsIn } from '../../../support/facts.ts';

function startOf(dockerfile: string, context?: string): StartFact {
  const facts = factsIn(dockerfile, context);
  return facts.startOf(facts.model.final!);
}

/** What the ENTRYPOINT `/run.sh` with this text makes of CMD, and the program that its process becomes. */
function readScript(text: string): string {
  const context = `run.sh\n${text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')}\n`;
  const { cmdRole, process } = startOf('FROM debian:12\nCOPY run.sh /\nENTRYPOINT ["/run.sh"]\nCMD ["app", "x"]', context);
  const next = process?.kind === 'handover' ? process.next?.words.join(' ') : process?.kind === 'shell' ? process.text : '';
  return `${cmdRole}: ${process?.kind} ${next ?? ''}`.trim();
}

describe('the end of a script', () => {
  it.each<[string, string]>([
    ['#!/bin/sh\nexec "$@"', 'wrapped: handover app x'],
    ['#!/bin/bash\nset -e\nexec "$@"', 'wrapped: handover app x'],
    ['#!/usr/bin/env bash\nexec "$@"', 'wrapped: handover app x'],
    ['#!/bin/dash\nexec "$@"', 'wrapped: handover app x'],
    ['#!/bin/ash\nexec "$@"', 'wrapped: handover app x'],
    ['exec "$@"', 'wrapped: handover app x'],
    ['#!/bin/sh -e\nexec "$@"', 'wrapped: handover app x'],
    ['#!/bin/sh\nexec $@', 'wrapped: handover app x'],
    ['#!/bin/sh\nexec "${@}"', 'wrapped: handover app x'],
    ['#!/bin/sh\nexec $*', 'wrapped: handover app x'],
    ['#!/bin/sh\nexec gosu app "$@"', 'wrapped: handover gosu app'],
    ['#!/bin/sh\nexec server "$@"', 'arguments: handover server app x'],
    ['#!/bin/sh\nexec server', 'arguments: handover server'],
    ['#!/bin/sh\nexec -a name server', 'arguments: handover name server'],
    ['#!/bin/sh\nserver "$@"', 'arguments: shell server app x'],
    ['#!/bin/sh\nserver', 'arguments: shell server'],
    ['#!/bin/sh\nmigrate && exec "$@"', 'wrapped: handover app x'],
    ['#!/bin/sh\nmigrate; exec "$@"', 'wrapped: handover app x'],
    // What is not known: nothing is claimed about these.
    ['#!/usr/bin/python\nexec "$@"', 'arguments: program'],
    ['#!/usr/bin/fish\nexec "$@"', 'arguments: program'],
    ['#!/bin/sh\nmigrate || exec "$@"', 'arguments: program'],
    ['#!/bin/sh\nexec "$@" &', 'arguments: program'],
    ['#!/bin/sh\nif x; then exec "$@"; fi', 'arguments: program'],
    ['#!/bin/sh\nexec "$SERVER"', 'arguments: program'],
    ['#!/bin/sh\n$SERVER', 'arguments: program'],
    ['#!/bin/sh\nexec "$@" x', 'arguments: program'],
    ['#!/bin/sh\nexec "a', 'arguments: program'],
    ['#!/bin/sh\nexec', 'arguments: program'],
    ['#!/bin/sh\nA=1', 'arguments: program'],
    ['#!/bin/sh\ntrap x TERM\nserver', 'arguments: program'],
    ['#!/bin/sh\ntrap x TERM\nexec server', 'arguments: handover server'],
    ['#!/bin/sh\ncd /x', 'arguments: program'],
    ['#!/bin/sh\necho x', 'arguments: program'],
    ['#!/bin/sh\nserve() { x; }\nserve', 'arguments: program'],
    ['#!/bin/sh\nfunction serve { x; }\nserve', 'arguments: program'],
    ['#!/bin/sh\nfunction serve() { x; }\nserve', 'arguments: program'],
    ['#!/bin/sh\n  serve () { x; }\nserve', 'arguments: program'],
    ['#!/bin/sh\nother() { x; }\nserve', 'arguments: shell serve'],
    ['#!/bin/sh\nserve() { x; }\nexec serve', 'arguments: handover serve'],
    ['', 'arguments: program'],
  ])('%j: %s', (text, expected) => {
    expect(readScript(text)).toBe(expected);
  });
});

describe('where a script is', () => {
  const script = '    #!/bin/sh\n    exec gosu app "$@"\n';
  const read = (lines: string, context = `run.sh\n${script}`): boolean =>
    startOf(`FROM debian:12\n${lines}\nCMD ["app"]`, context).process?.kind === 'handover';

  it.each<[string, boolean]>([
    ['COPY run.sh /run.sh\nENTRYPOINT ["/run.sh"]', true],
    ['COPY run.sh /other.sh\nENTRYPOINT ["/other.sh"]', true],
    ['COPY run.sh /\nENTRYPOINT ["/run.sh"]', true],
    ['COPY . /\nENTRYPOINT ["/run.sh"]', true],
    ['COPY . /app\nENTRYPOINT ["/app/run.sh"]', true],
    ['COPY . /app\nENTRYPOINT ["/run.sh"]', false],
    ['WORKDIR /app\nCOPY . .\nENTRYPOINT ["./run.sh"]', true],
    ['WORKDIR /app\nCOPY . .\nWORKDIR /\nENTRYPOINT ["./run.sh"]', false],
    ['COPY run.sh /usr/local/bin/\nENTRYPOINT ["run.sh"]', true],
    ['COPY run.sh /usr/bin/\nENTRYPOINT ["run.sh"]', true],
    ['COPY run.sh /bin/\nENTRYPOINT ["run.sh"]', true],
    ['COPY run.sh /sbin/\nENTRYPOINT ["run.sh"]', true],
    ['COPY run.sh /usr/local/sbin/\nENTRYPOINT ["run.sh"]', true],
    ['COPY run.sh /opt/bin/\nENTRYPOINT ["run.sh"]', false],
    ['COPY run.sh /usr/local/bin/x/\nENTRYPOINT ["run.sh"]', false],
    ['COPY run.sh /usr/local/bin/other.sh\nENTRYPOINT ["run.sh"]', false],
    ['COPY run.sh /run.sh\nENTRYPOINT ["sh", "/run.sh"]', true],
    ['COPY --from=x run.sh /run.sh\nENTRYPOINT ["/run.sh"]', false],
    ['ENTRYPOINT ["/run.sh"]', false],
  ])('%s: %s', (lines, expected) => {
    expect(read(lines)).toBe(expected);
  });

  it('the last copy counts', () => {
    const files = `a.sh\n    #!/bin/sh\n    exec gosu a "$@"\nb.sh\n    #!/bin/sh\n    server\n`;
    expect(read('COPY b.sh /run.sh\nCOPY a.sh /run.sh\nENTRYPOINT ["/run.sh"]', files)).toBe(true);
    expect(read('COPY a.sh /run.sh\nCOPY b.sh /run.sh\nENTRYPOINT ["/run.sh"]', files)).toBe(false);
  });

  it('in a parent stage', () => {
    const text = 'FROM debian:12 AS a\nCOPY run.sh /\nFROM a\nENTRYPOINT ["/run.sh"]\nCMD ["app"]';
    expect(startOf(text, `run.sh\n${script}`).cmdRole).toBe('wrapped');
  });

  it.each<[string, boolean]>([
    ['COPY <<EOF /run.sh\n#!/bin/sh\nexec gosu app server\nEOF', true],
    ['COPY <<"EOF" /run.sh\n#!/bin/sh\nexec gosu app "$@"\nEOF', true],
    ['COPY <<-"EOF" /run.sh\n\t#!/bin/sh\n\texec gosu app "$@"\n\tEOF', true],
    ['COPY <<"run.sh" /\n#!/bin/sh\nexec gosu app "$@"\nrun.sh', true],
    ['COPY <<"EOF" /other.sh\n#!/bin/sh\nexec gosu app "$@"\nEOF', false],
    // Docker expands `$@` in a here-document without quotes.
    ['COPY <<EOF /run.sh\n#!/bin/sh\nexec gosu app "$@"\nEOF', false],
  ])('%j: %s', (copy, expected) => {
    expect(read(`${copy}\nENTRYPOINT ["/run.sh"]`)).toBe(expected);
  });
});
