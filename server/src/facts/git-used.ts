/** Commands that read the history, and tools that ask Git for a version. */
const git =
  /\.git\b(?!ignore)|\bgit[ \t]+(?:-C[ \t]+\S+[ \t]+)?(?:describe|log|rev-\w+|show|status|submodule|lfs)\b|setuptools[-_]scm|buildvcs/;

/** Whether the text of a Dockerfile asks Git about the project, or names its `.git` folder. */
export function isGitUsed(text: string): boolean {
  return git.test(text);
}
