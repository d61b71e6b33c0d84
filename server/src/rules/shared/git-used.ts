/** Commands that look into the history, and tools that ask Git for a version. */
const git =
  /\.git\b(?!ignore)|\bgit[ \t]+(?:-C[ \t]+\S+[ \t]+)?(?:describe|log|rev-\w+|show|status|submodule|lfs)\b|setuptools[-_]scm|buildvcs/;

/** Whether a Dockerfile asks Git about the project, or speaks of its folder. */
export function isGitUsed(text: string): boolean {
  return git.test(text);
}
