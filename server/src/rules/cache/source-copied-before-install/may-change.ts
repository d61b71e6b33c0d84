import type { MayChange, Meaning } from '../../../linter/may-change.ts';

export const mayChange: MayChange = { normalize: unordered };

/** Removes copies of manifests, which are copied again with the sources, and sorts the remaining instructions. */
function unordered(meaning: Meaning): Meaning {
  const manifest =
    /(?:^|\/)(?:\.npmrc|package[\w*-]*\.json|[\w.-]*\.lock\*?|[\w.-]*(?:requirements|constraints)[\w./-]*\.txt|Gemfile\*?|go\.(?:mod|sum\*?)|pom\.xml|[\w*.]*gradle[\w*.]*|p(?:yproject|npm-lock)[\w.*]*|composer\.json|[\w.-]+\.(?:csproj|fsproj|vbproj|slnx?)|global\.json|nuget\.config|Directory\.[\w.]+\.(?:props|targets))$/i;
  const kept = meaning.filter((it) => it.keyword !== 'COPY' || !it.words.slice(0, -1).every((word) => manifest.test(word)));
  return [...kept].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
