import { describe, expect, it } from 'vitest';
import { english } from '../../../server/src/base/message.ts';
import { commandsOf } from '../../../server/src/facts/commands/command.ts';
import type { CommandFact } from '../../../server/src/facts/commands/command.ts';
import { codeLensesOf } from '../../../server/src/languages/dockerfile/code-lens.ts';
import { diagnose } from '../../../server/src/languages/dockerfile/diagnostics.ts';
import { createModel } from '../../../server/src/model/index.ts';
import { allRules } from '../../../server/src/rules/registry.generated.ts';
import { parse } from '../../../server/src/syntax/parse.ts';
import { mostReads, readsDuring } from '../../support/command-reads.ts';
import { documentOf } from '../../support/document.ts';
import { readFixture } from '../../support/fixture.ts';
import { readRuleFile } from '../../support/rule-files.ts';

/** The commands of a Dockerfile's last instruction. */
function commandsIn(text: string): readonly CommandFact[] {
  const model = createModel(parse(text));
  return commandsOf(model, model.tree.instructions.at(-1)!);
}

const lastOf = (text: string): CommandFact => commandsIn(text).at(-1)!;
const debian = 'FROM debian:12\n';

describe('the working directory of a command', () => {
  it.each<[string, string | undefined]>([
    ['RUN make', '/'],
    ['RUN [ -d x ] && cd /x || true; make', undefined],
    ['RUN test -d /x && cd /x\nRUN make', '/'],
    ['RUN test -d /x && cd /x && make', '/x'],
    ['WORKDIR /app\nRUN make', '/app'],
    ['WORKDIR /app\nRUN cd src && make', '/app/src'],
    ['WORKDIR /app\nRUN cd src && cd ../lib && make', '/app/lib'],
    ['ENV HOME_DIR=/srv\nRUN cd $HOME_DIR/x && make', '/srv/x'],
    ['RUN cd $(mktemp -d) && make', undefined],
    ['RUN cd ~ && make', undefined],
    ['RUN cd - && make', undefined],
    ['RUN cd && make', undefined],
    ['RUN command cd /x && make', '/x'],
    ['RUN sudo cd /x; make', '/'],
    ["RUN sh -c 'cd /x'; make", '/'],
    ['RUN (cd /x && make a) && make', '/'],
    ['RUN (cd x && a); (cd y && make)', '/y'],
    ['RUN (cd x); (make)', '/'],
    ['RUN cd /x; (cd y); make', '/x'],
    ['RUN cd /x; (cd y; (cd z); make)', '/x/y'],
    ['RUN a $(cd /x && b) && make', '/'],
    ['RUN cd /x && a $(make)', '/x'],
    ['RUN cd /x | cd /y | make', '/'],
    ['RUN popd && make', undefined],
    ['RUN cd "" && make', undefined],
    ['RUN cd +1 && make', undefined],
    ['RUN pushd /x; pushd /y; popd; popd; make', '/'],
    ['RUN { cd /x; }; make', '/x'],
    ['RUN cd /x | a; make', '/'],
    ['RUN cd /x & make', '/'],
    ['RUN cd /x || make', '/x'],
    ['RUN a || cd /x; make', undefined],
    ['RUN if a; then cd /x; fi; make', undefined],
    ['RUN for i in a b; do cd $i; done; make', undefined],
    ['RUN pushd /x && a && popd && make', '/'],
    ['RUN pushd /x && pushd y && a && popd && make', '/x'],
    ['RUN env -C /x make', '/x'],
    ['RUN cd /x && env --chdir=y make', '/x'],
    ['RUN sudo -D y make', '/y'],
    ['RUN sudo -i make', undefined],
    ['RUN su - app -c make', undefined],
    ['WORKDIR /app\nCMD cd src && node .', '/app/src'],
    ['HEALTHCHECK CMD cd /x && curl localhost\nWORKDIR /y\nHEALTHCHECK CMD cd x && curl localhost', '/y/x'],
    ['ONBUILD RUN cd /x && make', '/x'],
  ])('%j', (lines, folder) => {
    expect(lastOf(debian + lines).folder).toBe(folder);
  });

  it('is unknown if the base image is unknown', () => {
    expect(lastOf('FROM example.org/mine\nRUN make').folder).toBeUndefined();
    expect(lastOf('FROM example.org/mine\nRUN cd /x && make').folder).toBe('/x');
  });
});

describe('the user of a command', () => {
  it.each<[string, string | undefined]>([
    ['RUN make', 'root'],
    ['USER app\nRUN make', 'app'],
    ['USER app\nRUN sudo make', 'root'],
    ['USER app\nRUN sudo -u web make', 'web'],
    ['RUN gosu app:app make', 'app'],
    ['RUN su-exec 1000 make', '1000'],
    ['RUN su app -c make', 'app'],
    ['RUN runuser -u app -- make', 'app'],
    ['RUN gosu $APP make', undefined],
    ['USER app\nRUN nice make', 'app'],
    ['CMD node .\nUSER web\nCMD node .', 'web'],
  ])('%j', (lines, user) => {
    expect(lastOf(debian + lines).user).toBe(user);
  });
});

describe('the environment of a command', () => {
  it.each<[string, string | undefined]>([
    ['ENV A=1\nRUN go build', '1'],
    ['ARG A=1\nRUN go build', '1'],
    ['ENV A=1\nRUN A=2 go build', '2'],
    ['RUN env A=2 go build', '2'],
    ['RUN sudo A=2 go build', '2'],
    ["RUN sh -c 'A=2 go build'", '2'],
    ['ENV A=1\nRUN export A=2 && go build', '2'],
    ['RUN export A=2; go build', '2'],
    ['RUN export A=1; export A=2; go build', undefined],
    ['RUN if x; then export A=2; fi; go build', undefined],
    ['RUN x || export A=2; go build', undefined],
    ['RUN (export A=2); go build', undefined],
    ['RUN A=2; go build', undefined],
    ['RUN export A=$(x); go build', undefined],
    ['ENV B=3\nRUN A=$B go build', '3'],
    ['RUN A=1 A=2 go build', '2'],
    ['RUN A= go build', ''],
    ['RUN A=$(x) go build', undefined],
    ['RUN A=*.x go build', undefined],
    ['ENV B=3\nRUN A=x${B}y go build', 'x3y'],
    ['ENV B=3\nRUN A="$B" go build', '3'],
    ['ENV B=3\nRUN B=4; A=$B go build', undefined],
    ['ENV B=3\nRUN env A=$B go build', '3'],
    ['RUN env A=1 A=2 go build', '2'],
    ['RUN env AA=1 go build', undefined],
    ['RUN env A=1 sudo A=2 go build', '2'],
    ['RUN export A="x y" && go build', 'x y'],
    ['RUN export B=1 A=2 && go build', '2'],
    ['RUN go build && export A=2', undefined],
    ['ENV A=1\nRUN export A=2; x', '2'],
    ['ENV A=1\nRUN unset A; go build', undefined],
    ['ENV A=1\nRUN unset B A && go build', undefined],
    ['ENV A=1\nRUN unset -v A; go build', undefined],
    ['ENV A=1\nRUN unset B; go build', '1'],
    ['RUN export A=1; unset A; go build', undefined],
    ['ENV B=1\nRUN unset B; A=$B go build', undefined],
    ['ENV A=1\nRUN read A; go build', undefined],
    ['RUN export A=2 & go build', undefined],
    ['ENV A=1\nCMD go build', undefined],
    ['ENV A=1\nRUN (go build)', '1'],
    ['RUN go build', undefined],
  ])('%j', (lines, value) => {
    expect(lastOf(debian + lines).environment('A')).toBe(value);
  });
});

describe('whether it is certain to run', () => {
  it.each<[string, boolean]>([
    ['make', false],
    ['a && make', false],
    ['{ make; }', false],
    ['(make)', false],
    ['a || make', true],
    ['if a; then make; fi', true],
    ['while a; do make; done', true],
    ['case $x in a) make;; esac', true],
    ['f() { make; }', true],
    ['[ -f x ] && make', false], // without x, the build fails
    ['[ -f x ] && make || true', true],
    ['test -f x && a && make; b', true],
    ['command -v make && make || echo no', true],
    ['[ -f x ] && { a; make; } ; b', true],
    ['[ -f x ] && a | make; b', true],
    ['cd /x && grep -q a b && make; c', true],
    ['[ -f x ] && a; make', false],
    ['[ -f x ] && a || true; make', false],
    ['make && [ -f x ] || true', false],
    ['[ -f x ] && make || exit 1', false],
    ['a && make || true', false], // a is expected to succeed
  ])('%s', (body, conditional) => {
    const make = commandsIn(`${debian}RUN ${body}`).find(({ program }) => program === 'make')!;
    expect(make.conditional).toBe(conditional);
  });
});

describe('the kind of a command', () => {
  it.each<[string, string]>([
    ['apt-get install -y curl', 'package'],
    ["sudo sh -c 'apk add curl'", 'package'],
    ['python3 -m pip install x', 'package'],
    ['curl -O https://x/y', 'download'],
    ['wget https://x/y', 'download'],
    ['git clone https://x/y', 'clone'],
    ['tar xf a.tar', 'archive'],
    ['unzip a.zip', 'archive'],
    ['rm -rf /x', 'files'],
    ['find /x -delete', 'files'],
    ['mkdir -p /x', 'files'],
    ['cp a b', 'files'],
    ['chown app /x', 'files'],
    ['ln -s a b', 'files'],
    ['useradd app', 'account'],
    ['gcc-12 a.c', 'build'],
    ['make', 'build'],
    ['service x start', 'service'],
    ['cd /x', 'shell'],
    ['A=1', 'shell'],
    ['export A=1', 'shell'],
    ['echo a', 'output'],
    ['ls', 'output'],
    ['./install.sh', 'unknown'],
    ['$TOOL x', 'unknown'],
  ])('%s', (body, kind) => {
    expect(lastOf(`${debian}RUN ${body}`).kind).toBe(kind);
  });
});

describe('which instructions have commands', () => {
  it.each<[string, (string | undefined)[]]>([
    ['RUN a && b | c', ['a', 'b', 'c']],
    ['RUN <<EOF\na\nb\nEOF', ['a', 'b']],
    ['CMD a $X', ['a']],
    ['ENTRYPOINT exec a', ['a']],
    ['HEALTHCHECK CMD curl x || exit 1', ['curl', 'exit']],
    ['ONBUILD RUN a', ['a']],
    ['RUN $X y', [undefined]],
    ['CMD ["a"]', []],
    ['RUN ["a"]', []],
    ['COPY a b', []],
    ['SHELL ["pwsh"]\nRUN a', []],
  ])('%j', (lines, programs) => {
    expect(commandsIn(debian + lines).map(({ program }) => program)).toEqual(programs);
  });
});

describe('each command is read once', () => {
  it('by all rules, sizes, code lenses, inlay hints and hovers together', () => {
    const texts = allRules.flatMap((rule) => readFixture(readRuleFile(rule, 'cases.txt')).map(({ text }) => text));
    const { reads, commands } = mostReads(texts);
    expect(commands).toBeGreaterThan(500);
    expect(reads.get('unwrap')).toBe(1);
    expect([...reads].filter(([, times]) => times > 1)).toEqual([]);
  });

  it('and after an edit only those of the edited instruction', () => {
    const text = `${debian}RUN apt-get update\nRUN sudo apt-get install -y curl\nRUN rm -rf /x && curl -O https://x/y\nCMD exec node .\n`;
    const first = { ...documentOf(text) };
    diagnose(first);
    codeLensesOf(first, english);
    const edited = text.replace('update', 'update && a-longer-line');
    const reads = readsDuring(() => {
      const second = { ...first, text: edited, model: createModel(parse(edited, first.model.tree)) };
      diagnose(second);
      codeLensesOf(second, english);
    });
    expect(reads.get('unwrap')).toEqual([1, 1]);
    for (const [kind, times] of reads) expect(times.length, kind).toBeLessThanOrEqual(2);
  });

  it('results from before an edit are shifted with their text', () => {
    const text = `${debian}ARG A=1\nRUN sudo apt-get install -y curl=1 && bash -c 'rm -rf /x'\n`;
    const tree = parse(text);
    for (const fact of commandsOf(createModel(tree), tree.instructions.at(-1)!)) void [fact.packages, fact.removal, fact.wrappers];
    const edited = text.replace('A=1', 'A=1 B=2');
    const again = parse(edited, tree);
    const [install, removal] = commandsOf(createModel(again), again.instructions.at(-1)!);
    const textOf = (at: { start: number; end: number } | undefined): string | undefined => at && edited.slice(at.start, at.end);
    expect(textOf(install?.packages?.packages[0]?.word)).toBe('curl=1');
    expect(textOf(install?.packages?.verbWord)).toBe('install');
    expect(textOf(install?.wrappers[0]?.word)).toBe('sudo');
    expect(textOf(removal?.removal?.targets[0])).toBe('/x');
    expect(textOf(removal?.command)).toBe("bash -c 'rm -rf /x'");
  });
});
