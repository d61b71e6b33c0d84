/**
 * Commands that read the Git history, and tools that get a version from Git. The Makefile of a whole project often names the version after
 * the commit; `make` in a folder that was downloaded or copied alone does not matter here.
 */
const git =
  /\.git\b(?!ignore)|\bgit[ \t]+(?:-C[ \t]+\S+[ \t]+)?(?:describe|log|rev-\w+|show|status|submodule|lfs)\b|setuptools[-_]scm|buildvcs|(?:^[ \t]*RUN(?:[ \t]+--\S+)*|&&|;)[ \t]*(?:\w+=\S+[ \t]+)*(?:make|nix[ \t]+build)\b/im;

/** Whether the text of a Dockerfile runs Git on the project, or refers to its `.git` folder. */
export function isGitUsed(text: string): boolean {
  return git.test(text);
}
