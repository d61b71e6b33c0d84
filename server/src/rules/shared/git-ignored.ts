import type { ContextSnapshot } from '../../context/context.ts';
import { createIgnoreMatcher } from '../../context/dockerignore/matcher.ts';
import { readIgnoreFile } from '../../context/dockerignore/patterns.ts';

/**
 * Whether the .gitignore of the context's root names the path: something that is made, and not written. Its patterns mean any depth unless
 * they have a slash before their end; else they are those of .dockerignore, as far as it matters here. https://git-scm.com/docs/gitignore
 */
export function isGitIgnored(path: string, { texts }: ContextSnapshot): boolean {
  const text = texts.get('.gitignore');
  if (text === undefined) return false;
  const lines = text.split('\n').map((line) =>
    line
      .trim()
      .replace(/^(!?)(?=[^/!#]+\/?$)/, '$1**/')
      .replace(/\/$/, ''),
  );
  return createIgnoreMatcher(readIgnoreFile(lines.join('\n')).patterns)(path)?.negated === false;
}
