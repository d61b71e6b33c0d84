import { defaultVariants, distributionImages, movingWords, nodeReleaseNames } from '../knowledge/image-tags.ts';
import { distributionInName, releaseVersion } from './distribution.ts';

/** A parsed tag: the version and the variant of the image. */
export interface ImageTag {
  /** `[3, 12, 4]`; empty for `latest`, `lts`, `alpine`. For an image of a distribution, the release: `bookworm` is `[12]`. */
  readonly version: readonly number[];
  /** The remaining words, sorted: `slim`, `alpine`, `fpm`, `jre`. */
  readonly variant: string;
  /** The distribution in the tag, and its release: `debian` and `bookworm`, `alpine` and `3.22`. */
  readonly distro: string | undefined;
  readonly release: string | undefined;
  /** Whether the tag contains a date (`bookworm-20250520`), and so pins one build of the shorter tag. */
  readonly pinned: boolean;
}

/** Parses a tag. It never fails: unknown words become part of the variant. */
export function readTag(repository: string, tag: string): ImageTag {
  const said = distributionInName(repository, tag);
  const named = said?.release ? said : (distributionImages.get(repository) ?? said);
  const words = tag.toLowerCase().split('-');
  let version: readonly number[] = [];
  const variant: string[] = [];
  for (const [i, word] of words.entries()) {
    const release = distributionInName('', word);
    if (i === 0 && /^v?\d+(?:\.\d+)*$/.test(word)) version = word.replace(/^v/, '').split('.').map(Number);
    else if (repository === 'node' && nodeReleaseNames.has(word)) version = [nodeReleaseNames.get(word)!];
    else if (release?.distro === 'alpine') variant.push('alpine');
    else if (release || movingWords.has(word) || word === defaultVariants.get(repository) || isDate(word) || isAlpineRelease(words, i))
      continue;
    else variant.push(word);
  }
  if (distributionImages.has(repository)) version = releaseVersion(named?.distro, named?.release);
  return { version, variant: variant.sort().join(' '), distro: named?.distro, release: named?.release, pinned: words.some(isDate) };
}

/** `bookworm-20250520-slim`, `focal-20221130`. */
function isDate(word: string): boolean {
  return /^20\d{6}$/.test(word);
}

/** The number in `17-alpine-3.23`. */
function isAlpineRelease(words: readonly string[], i: number): boolean {
  return words[i - 1] === 'alpine' && /^3\.\d+$/.test(words[i]!);
}
