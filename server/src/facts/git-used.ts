/** Commands that read the Git history, and tools that get a version from Git. */
const git =
  /\.git\b(?!ignore)|\bgit[ \t]+(?:-C[ \t]+\S+[ \t]+)?(?:describe|log|rev-\w+|show|status|submodule|lfs)\b|setuptools[-_]scm|buildvcs/;

/** Whether the text of a Dockerfile runs Git on the project, or refers to its `.git` folder. */
export function isGitUsed(text: string): boolean {
  return git.test(text);
}
