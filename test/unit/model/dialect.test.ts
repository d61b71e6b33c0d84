import { describe, expect, it } from 'vitest';
import { markedModel } from '../../support/model.ts';

describe('the dialect of an instruction', () => {
  it.each([
    ['Linux', 'FROM debian\nRUN x¦', 'sh'],
    ['Windows', 'FROM mcr.microsoft.com/windows/nanoserver\nRUN x¦', 'cmd'],
    ['exec form', 'FROM debian\nRUN ["x"]¦', 'none'],
    ['SHELL bash', 'FROM debian\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN x¦', 'bash'],
    ['the SHELL itself is not yet in force', 'FROM debian\nSHELL ["/bin/bash", "-c"]¦\n', 'sh'],
    ['it stays over ENV and ARG', 'FROM debian\nSHELL ["bash", "-c"]\nENV A=1\nARG B\nRUN x¦', 'bash'],
    ['it is inherited', 'FROM debian AS a\nSHELL ["bash", "-c"]\nFROM a\nRUN x¦', 'bash'],
    ['it ends with its stage', 'FROM debian AS a\nSHELL ["bash", "-c"]\nFROM debian\nRUN x¦', 'sh'],
    ['ash, the shell of busybox', 'FROM alpine\nSHELL ["/bin/ash", "-eo", "pipefail", "-c"]\nRUN x¦', 'sh'],
    ['PowerShell', 'FROM nanoserver\nSHELL ["powershell", "-Command"]\nRUN x¦', 'powershell'],
    ['pwsh', 'FROM debian\nSHELL ["/usr/bin/pwsh", "-c"]\nRUN x¦', 'powershell'],
    ['cmd.exe with its path', 'FROM nanoserver\nSHELL ["C:\\\\Windows\\\\System32\\\\CMD.EXE", "/C"]\nRUN x¦', 'cmd'],
    ['a shell inside another command', 'FROM debian\nSHELL ["conda", "run", "-n", "env", "/bin/bash", "-c"]\nRUN x¦', 'bash'],
    ['something else', 'FROM debian\nSHELL ["/usr/bin/python3", "-c"]\nRUN x¦', 'none'],
    ['a property of every object', 'FROM debian\nSHELL ["constructor"]\nRUN x¦', 'none'],
    ['a SHELL that is no JSON', 'FROM debian\nSHELL bash\nRUN x¦', 'sh'],
    ['a comment for shellcheck', 'FROM debian\n# shellcheck shell=bash\nRUN x¦', 'bash'],
    ['one among others', 'FROM debian\n# shellcheck shell=bash disable=SC1\n# why\nRUN x¦', 'bash'],
    ['which counts for one instruction', 'FROM debian\n# shellcheck shell=bash\nRUN x\nRUN x¦', 'sh'],
    ['and not over a blank line', 'FROM debian\n# shellcheck shell=bash\n\nRUN x¦', 'sh'],
    ['and inside the instruction too', 'FROM debian\nRUN a && \\\n# shellcheck shell=bash\n b¦', 'bash'],
    ['a comment for hadolint', 'FROM debian\n# hadolint shell=bash\nENV A=1\nRUN x\n\nRUN x¦', 'bash'],
    ['which a SHELL ends', 'FROM debian\n# hadolint shell=bash\nSHELL ["sh", "-c"]\nRUN x¦', 'sh'],
    ['and the next stage', 'FROM debian\n# hadolint shell=bash\nFROM debian\nRUN x¦', 'sh'],
    ['CMD', 'FROM debian\nSHELL ["bash", "-c"]\nCMD x¦', 'bash'],
    ['HEALTHCHECK', 'FROM debian\nSHELL ["bash", "-c"]\nHEALTHCHECK CMD x¦', 'bash'],
    ['HEALTHCHECK in exec form', 'FROM debian\nHEALTHCHECK CMD ["x"]¦', 'none'],
    ['ONBUILD', 'FROM debian\n# shellcheck shell=bash\nONBUILD RUN x¦', 'bash'],
  ])('%s', (_, marked, dialect) => {
    const { model, at } = markedModel(marked);
    expect(model.dialectAt(at)).toBe(dialect);
  });
});

describe('the script of an instruction', () => {
  it.each([
    ['FROM a\nRUN apt-get update¦', ['apt-get']],
    ['FROM a\nONBUILD RUN make¦', ['make']],
    ['FROM a\nHEALTHCHECK --interval=5s CMD curl -f x || exit 1¦', ['curl', 'exit']],
    ['FROM a\nENTRYPOINT exec app¦', ['exec']],
    ['FROM a\nCMD ["app"]¦', undefined],
    ['FROM a\nCOPY b c¦', undefined],
    ['FROM a\nHEALTHCHECK NONE¦', undefined],
  ])('%j', (marked, names) => {
    const { model, at } = markedModel(marked);
    expect(model.scriptOf(at)?.commands.map(({ name }) => name)).toEqual(names);
  });

  it('finds the exec form of an inner instruction', () => {
    const { model, at } = markedModel('FROM a\nONBUILD HEALTHCHECK CMD ["a", "b"]¦');
    expect(model.execOf(at)?.items.map(({ value }) => value)).toEqual(['a', 'b']);
  });
});
