import { describe } from 'vitest';

/** A complaint of users, and the public threads about it: `repository#number`. */
interface Complaint {
  readonly what: string;
  readonly threads: readonly string[];
}

/** The complaints about other Dockerfile tools that an editor extension can answer, by their number in our survey. */
export const complaints = {
  1: {
    what: 'all findings of a RUN with several lines are reported on its first line',
    threads: ['hadolint/hadolint#285', 'hadolint/hadolint#807', 'hadolint/hadolint#891'],
  },
  2: {
    what: 'a heredoc stops the check of the whole file, or is parsed incorrectly',
    threads: ['hadolint/hadolint#682', 'hadolint/hadolint#736', 'hadolint/hadolint#806', 'hadolint/hadolint#1137', 'hadolint/language-docker#99'], // prettier-ignore
  },
  11: { what: 'the .dockerignore of another build context excludes files that are copied', threads: ['docker/vscode-extension#238'] },
  12: {
    what: 'without Docker, or without the registry, checks stop without a message',
    threads: ['docker/docker-language-server#497', 'docker/for-linux#1547', 'docker/buildx#1981', 'moby/buildkit#5340'],
  },
  13: { what: 'one slow answer from the network blocks all completion', threads: ['docker/docker-language-server#467'] },
  14: {
    what: 'heredocs and shell commands are not highlighted, or one quote breaks the highlighting of the rest of the file',
    threads: ['docker/docker-language-server#328', 'microsoft/vscode-containers#108', 'microsoft/vscode-docker#4188', 'microsoft/vscode-docker#75'], // prettier-ignore
  },
  15: {
    what: 'the language server crashes, hangs, or uses up the memory',
    threads: ['microsoft/vscode-containers#442', 'microsoft/vscode-docker#4408', 'microsoft/vscode-docker#3312', 'docker/vscode-extension#171'], // prettier-ignore
  },
  16: {
    what: 'the sources of COPY are not completed',
    threads: ['microsoft/vscode-docker#2537', 'ChristianKohler/PathIntellisense#160'],
  },
  17: { what: 'newer flags are not completed', threads: ['rcjsuen/dockerfile-language-service#118'] },
  20: {
    what: 'the formatter removes the layout of the author, or breaks the file',
    threads: ['microsoft/vscode-docker#992', 'microsoft/vscode-docker#2004', 'microsoft/vscode-docker#3327', 'foxundermoon/vs-shell-format#304'], // prettier-ignore
  },
  21: { what: 'does not run in a browser', threads: ['microsoft/vscode-docker#3685'] },
} as const satisfies Readonly<Record<number, Complaint>>;

/** The tests for a complaint. The inputs are those of the threads, in our own words. */
export function complaint(number: keyof typeof complaints, tests: () => void): void {
  const { what, threads } = complaints[number];
  describe(`${number}. ${what} (${threads.join(', ')})`, tests);
}
