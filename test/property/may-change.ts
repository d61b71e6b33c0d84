import type { Finding } from '../../server/src/linter/rule.ts';
import type { Meaning } from '../support/meaning.ts';

/**
 * What the safe fix of a rule may change, and nothing else: the meaning before and after the fix must be the same once both have
 * gone through `leavingOut`. Every rule with a safe fix has a line here; `nothing` stands for a fix that changes the layout only.
 */
export interface MayChange {
  /** For the reader of a failed test. */
  readonly what: string;
  readonly leavingOut?: (meaning: Meaning) => Meaning;
  /** Words of the text before the fix that are gone after it. */
  readonly words?: (finding: Finding) => { readonly start: number; readonly end: number };
}

export const mayChange: Readonly<Record<string, MayChange>> = {
  'add-for-local-files': { what: 'ADD becomes COPY', leavingOut: addIsCopy },
  'apt-not-apt-get': { what: 'the program apt becomes apt-get', leavingOut: aptIsAptGet },
  'consecutive-runs': { what: 'neighbouring RUNs become one, joined by &&, some in brackets', leavingOut: runsAsOne },
  'deprecated-maintainer': { what: 'MAINTAINER becomes a label of the same text', leavingOut: authors },
  'inline-comment': { what: 'the words of the comment are no arguments any more', words: (finding) => finding.span },
  'invalid-port': { what: 'EXPOSE loses the address and the port of the host, which Docker drops', leavingOut: withoutHostPorts },
  'missing-yes-flag': { what: 'package managers get -y, pacman --noconfirm', leavingOut: withoutYes },
  'package-lists-left': { what: 'a RUN cleans up at its end, or apk keeps no cache', leavingOut: withoutCleanUp },
  'repeated-cmd-or-entrypoint': { what: 'a CMD or ENTRYPOINT goes that a later one of its stage overrides', leavingOut: lastOfStage },
  'source-copied-before-install': {
    what: 'copies of manifests are added, and the copy of the sources goes behind the install',
    leavingOut: unordered,
  },
  'shell-form-cmd': { what: 'the words of a shell command become a JSON array', leavingOut: withoutForm },
};

function addIsCopy(meaning: Meaning): Meaning {
  return meaning.map((it) => ({ ...it, keyword: it.keyword.replace(/\bADD$/, 'COPY') }));
}

/** Copies of manifests left out (they are copied again with the sources), and the rest of each stage in no order. */
function unordered(meaning: Meaning): Meaning {
  const manifest =
    /(?:^|\/)(?:\.npmrc|package[\w*-]*\.json|[\w.-]*\.lock\*?|[\w.-]*(?:requirements|constraints)[\w./-]*\.txt|Gemfile\*|go\.(?:mod|sum\*?)|pom\.xml|[\w*.]*gradle[\w*.]*|p(?:yproject|npm-lock)[\w.*]*|composer\.json)$/;
  const kept = meaning.filter((it) => it.keyword !== 'COPY' || !it.words.slice(0, -1).every((word) => manifest.test(word)));
  return [...kept].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function aptIsAptGet(meaning: Meaning): Meaning {
  return inRuns(meaning, (words) => words.map((word) => word.replace(/^((?:.*\/)?\(?)apt$/, '$1apt-get')));
}

function withoutHostPorts(meaning: Meaning): Meaning {
  return meaning.map((it) => (/\bEXPOSE$/.test(it.keyword) ? { ...it, words: it.words.map((word) => word.replace(/^.*:/, '')) } : it));
}

function withoutYes(meaning: Meaning): Meaning {
  return inRuns(meaning, (words) => words.filter((word) => word !== '-y' && word !== '--noconfirm'));
}

/** `--no-cache` takes the place of `--update`. */
const apkCache: ReadonlySet<string> = new Set(['--no-cache', '-U', '--update', '--update-cache']);

function withoutCleanUp(meaning: Meaning): Meaning {
  const cleanUps = [
    'rm -rf /var/lib/apt/lists/*',
    'rm -rf /var/cache/apk/*',
    'yum clean all',
    'dnf clean all',
    'microdnf clean all',
    'zypper clean --all',
    'rm -rf /var/cache/pacman/pkg/*',
  ];
  return inRuns(meaning, (words) => {
    const kept = words.filter((word) => !apkCache.has(word)).join('\n');
    return cleanUps.reduce((text, command) => text.replaceAll(`\n&&\n${command.replaceAll(' ', '\n')}`, ''), kept).split('\n');
  });
}

/** All RUNs that stand side by side and have the same flags as one; its words without what joins and groups commands. */
function runsAsOne(meaning: Meaning): Meaning {
  const merged: Meaning[number][] = [];
  for (const it of meaning) {
    const last = merged.at(-1);
    const joins = it.keyword === 'RUN' && last?.keyword === 'RUN' && it.form === last.form && it.flags.join() === last.flags.join();
    if (joins) merged[merged.length - 1] = { ...last, words: [...last.words, ...it.words] };
    else merged.push(it);
  }
  return inRuns(merged, (words) => words.map((word) => word.replace(/^[({]+|[;)}&]+$/g, '')).filter((word) => word !== ''));
}

/** `change` done to the words of every RUN in shell form. */
function inRuns(meaning: Meaning, change: (words: readonly string[]) => readonly string[]): Meaning {
  return meaning.map((it) => (/\bRUN$/.test(it.keyword) && it.form === 'shell' ? { ...it, words: change(it.words) } : it));
}

function authors(meaning: Meaning): Meaning {
  const label = 'org.opencontainers.image.authors=';
  return meaning.map((it) => {
    const text = it.keyword === 'MAINTAINER' ? it.words.join(' ') : it.words.find((word) => word.startsWith(label))?.slice(label.length);
    return text === undefined
      ? it
      : {
          ...it,
          keyword: 'authors',
          form: 'words',
          words: [
            unquoted(text)
              .replace(/[\\`](["$\\`])/g, '$1')
              .replace(/\s+/g, ' '),
          ],
        };
  });
}

function lastOfStage(meaning: Meaning): Meaning {
  return meaning.filter((it, i) => {
    if (it.keyword !== 'CMD' && it.keyword !== 'ENTRYPOINT') return true;
    const nextStage = meaning.findIndex((other, j) => j > i && other.keyword === 'FROM');
    return !meaning.slice(i + 1, nextStage < 0 ? undefined : nextStage).some((other) => other.keyword === it.keyword);
  });
}

function withoutForm(meaning: Meaning): Meaning {
  return meaning.map((it) =>
    it.keyword === 'CMD' || it.keyword === 'ENTRYPOINT'
      ? { ...it, form: 'json', words: it.form === 'json' ? it.words : it.words.map(unquoted) }
      : it,
  );
}

function unquoted(word: string): string {
  return word.replace(/^(["'])([\s\S]*)\1$/, '$2');
}
