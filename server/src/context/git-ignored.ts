import { memoizeWeak } from '../base/memoize.ts';
import type { ContextSnapshot } from './context.ts';
import { createIgnoreMatcher } from './dockerignore/matcher.ts';
import type { IgnoreMatcher } from './dockerignore/matcher.ts';
import { readIgnoreFile } from './dockerignore/patterns.ts';

/**
 * Whether the .gitignore in the context root excludes the path, or everything in it (`config/*`), which indicates that it is generated. A pattern without a slash
 * before its end matches at any depth; otherwise patterns match as in .dockerignore. https://git-scm.com/docs/gitignore
 */
export function isGitIgnored(path: string, { texts }: ContextSnapshot): boolean {
  const matcher = matcherOf(texts);
  return matcher(path)?.negated === false || matcher(`${path}/*`)?.negated === false;
}

const matcherOf = memoizeWeak((texts: ContextSnapshot['texts']): IgnoreMatcher => {
  const lines = (texts.get('.gitignore') ?? '').split('\n').map((line) =>
    line
      .trim()
      .replace(/^(!?)(?=[^/!#]+\/?$)/, '$1**/')
      .replace(/\/$/, ''),
  );
  return createIgnoreMatcher(readIgnoreFile(lines.join('\n')).patterns);
});
