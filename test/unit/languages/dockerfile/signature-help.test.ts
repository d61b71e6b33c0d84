import { describe, expect, it } from 'vitest';
import { showsAutomatically, signatureHelpAt } from '../../../../server/src/languages/dockerfile/signature-help.ts';
import { readCursor } from '../../../support/cursor.ts';
import { documentOf } from '../../../support/document.ts';

/** The active label, with the active parameter between `»` and `«`. */
function help(marked: string): string | undefined {
  const { text, offset } = readCursor(marked);
  const found = signatureHelpAt(documentOf(text), offset);
  if (!found) return undefined;
  const { label, parameters, active } = found.signatures[found.active]!;
  const at = active === undefined ? undefined : parameters[active];
  return at ? `${label.slice(0, at.start)}»${label.slice(at.start, at.end)}«${label.slice(at.end)}` : label;
}

describe('signature help', () => {
  it.each([
    ['FROM no‸de', 'FROM [--platform=<platform>] »<image>« [AS <name>]'],
    ['FROM ‸', 'FROM [--platform=<platform>] »<image>« [AS <name>]'],
    ['FROM node A‸S x', 'FROM [--platform=<platform>] <image> [»AS <name>«]'],
    ['FROM node ‸', 'FROM [--platform=<platform>] <image> [»AS <name>«]'],
    ['FROM --platform=linux/‸amd64 node', '--platform=»<platform>«'],
    ['FROM a\nCOPY a‸ b', 'COPY [OPTIONS] »<src>« ... <dest>'],
    ['FROM a\nCOPY a b‸', 'COPY [OPTIONS] <src> ... »<dest>«'],
    ['FROM a\nCOPY a ‸', 'COPY [OPTIONS] <src> ... »<dest>«'],
    ['FROM a\nCOPY ["a", "b‸"]', 'COPY [OPTIONS] ["<src>", ... »"<dest>"«]'],
    ['FROM a\nADD a‸', 'ADD [OPTIONS] »<src>« ... <dest>'],
    ['FROM a\nENV A‸', 'ENV »<name>«=<value> ...'],
    ['FROM a\nENV A=b‸', 'ENV <name>=»<value>« ...'],
    ['FROM a\nENV A=b C‸', 'ENV »<name>«=<value> ...'],
    ['FROM a\nENV A=‸', 'ENV <name>=»<value>« ...'],
    ['ARG A=b‸', 'ARG <name>[=»<default>«] ...'],
    ['FROM a\nLABEL a‸', 'LABEL »<key>«=<value> ...'],
    ['FROM a\nLABEL a="x ‸y"', 'LABEL <key>=»<value>« ...'],
    ['FROM a\nHEALTHCHECK --interval=3‸0s CMD x', '--interval=»<duration>«'],
    ['FROM a\nHEALTHCHECK CMD x‸', 'HEALTHCHECK [OPTIONS] CMD »<command>«'],
    ['FROM a\nHEALTHCHECK NON‸E', 'HEALTHCHECK »NONE«'],
    ['FROM a\nEXPOSE 80/‸tcp', 'EXPOSE <port>[/»<protocol>«] ...'],
    ['FROM a\nRUN --network=‸none x', '--network=»<default|none|host>«'],
    ['FROM a\nRUN x‸', 'RUN [OPTIONS] »<command>«'],
    ['FROM a\nCMD ["x‸"]', 'CMD »["<program>", "<argument>", ...]«'],
    ['FROM a\nONBUILD COPY a b‸', 'COPY [OPTIONS] <src> ... »<dest>«'],
    ['FROM a\nRUN --mount=type=tmpfs,target=/x‸ y', '--mount=type=tmpfs,»target=<path>«,[size=<size>]'],
    ['FROM a\nRUN --mount=type=tmp‸fs,target=/x y', '--mount=»type=tmpfs«,target=<path>,[size=<size>]'],
    // incomplete instructions
    ['FROM a\nCOPY --‸', 'COPY »[OPTIONS]« <src> ... <dest>'],
    ['FROM a\nCOPY --ch‸', 'COPY »[OPTIONS]« <src> ... <dest>'],
    ['FROM a\nCOPY --ch‸ a b', 'COPY »[OPTIONS]« <src> ... <dest>'],
    ['FROM a\nCOPY --fr‸', '--from=»<source>«'],
    ['FROM a\nCOPY --from=‸', '--from=»<source>«'],
    ['FROM --pl‸', '--platform=»<platform>«'],
    ['FROM a\nHEALTHCHECK --in‸', '--interval=»<duration>«'],
    ['FROM a\nHEALTHCHECK --interval=5s CMD curl ‸', 'HEALTHCHECK [OPTIONS] CMD »<command>«'],
    ['FROM a\nRUN --mount=type=tmpfs,‸', '--mount=type=tmpfs,target=<path>,[size=<size>]'],
    ['FROM a\nRUN --mount=type=tmpfs,ta‸', '--mount=type=tmpfs,»target=<path>«,[size=<size>]'],
    ['FROM a\nRUN --mount=type=tmpfs,dst=‸', '--mount=type=tmpfs,»target=<path>«,[size=<size>]'],
    ['FROM a\nRUN --mount=target=/x‸,type=tmpfs y', '--mount=type=tmpfs,»target=<path>«,[size=<size>]'],
    ['FROM a\nRUN --mount=type=‸', '--mount=»type=<bind|cache|tmpfs|secret|ssh>«,...'],
    ['FROM a\nRUN --mount=type=ca‸', '--mount=»type=<bind|cache|tmpfs|secret|ssh>«,...'],
    ['FROM a\nCOPY ["a b‸', 'COPY [OPTIONS] [»"<src>"«, ... "<dest>"]'],
    ['FROM a\nCOPY ["a b", "‸', 'COPY [OPTIONS] ["<src>", ... »"<dest>"«]'],
    ['FROM a\nCOPY ["a", "b‸", "c"]', 'COPY [OPTIONS] [»"<src>"«, ... "<dest>"]'],
    ['FROM a\nCOPY a b‸ c', 'COPY [OPTIONS] »<src>« ... <dest>'],
    ['FROM a\nCOPY a \\\n  ‸', 'COPY [OPTIONS] <src> ... »<dest>«'],
    ['FROM a\nCOPY a \\\n  ‸\nRUN x', 'COPY [OPTIONS] <src> ... »<dest>«'],
    ['FROM a\nENV A ‸', 'ENV <name>=»<value>« ...'],
    ['FROM a\nENV A="b ‸', 'ENV <name>=»<value>« ...'],
    ['FROM a\nARG A B‸', 'ARG »<name>«[=<default>] ...'],
    ['FROM a\nUSER a:‸', 'USER <user>[:»<group>«]'],
    ['FROM a\nRUN <<EO‸', 'RUN [OPTIONS] »<<EOF«'],
    ['FROM a\nHEALTHCHECK N‸', 'HEALTHCHECK »NONE«'],
    ['FROM a\nONBUILD RUN --network=‸', '--network=»<default|none|host>«'],
  ])('%j', (marked, expected) => {
    expect(help(marked)).toBe(expected);
  });

  it.each([
    'FR‸OM a',
    'FROM a\n‸\nRUN b',
    'FROM a\nFOO x‸',
    'FROM a\nCOPY --foo=‸x a b',
    '# comm‸ent',
    'FROM a\nRUN <<EOF\nmake ‸\nEOF',
    'FROM a\nRUN a \\‸',
  ])('%j has no signature help', (marked) => {
    expect(help(marked)).toBeUndefined();
  });

  it('has the options of the mount type', () => {
    const { text, offset } = readCursor('FROM a\nRUN --mount=type=secret,id=x,en‸v=A y');
    const found = signatureHelpAt(documentOf(text), offset)!;
    expect(found.signatures[0]!.label).toMatch(/^--mount=type=secret,\[id=<name>\],.*\[env=<variable>\]/);
  });

  it.each([
    ['FROM ‸', true],
    ['FROM a\nCOPY a ‸', true],
    ['FROM a\nRUN ‸', true],
    ['FROM a\nRUN --mount=type=cache,‸ x', true],
    ['FROM a\nRUN apt-get ‸', false],
    ['FROM a\nRUN apt-get install -y ‸curl', false],
    ['FROM a\nRUN <<EOF\nx=‸\nEOF', false],
    ['FROM a\nCMD ["x", ‸]', true],
    ['FROM a\nHEALTHCHECK CMD curl -f ‸', false],
    ['FROM a\nONBUILD RUN x && ‸y', false],
  ])('is shown automatically at %j: %s', (marked, expected) => {
    const { text, offset } = readCursor(marked);
    expect(showsAutomatically(documentOf(text), offset)).toBe(expected);
  });
});
