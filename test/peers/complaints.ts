import { describe } from 'vitest';

/** What users complained of, and the public threads that tell of it: `repository#number`. */
interface Complaint {
  readonly what: string;
  readonly threads: readonly string[];
}

/** The complaints about other Dockerfile tools that a Dockerfile's editor can answer, by their number in our survey of the peers. */
export const complaints = {
  1: {
    what: 'all findings of a RUN of several lines stand on its first line',
    threads: ['hadolint/hadolint#285', 'hadolint/hadolint#807', 'hadolint/hadolint#891'],
  },
  2: {
    what: 'a heredoc ends the check of the whole file, or is read as what it is not',
    threads: ['hadolint/hadolint#682', 'hadolint/hadolint#736', 'hadolint/hadolint#806', 'hadolint/hadolint#1137', 'hadolint/language-docker#99'], // prettier-ignore
  },
  11: { what: 'the .dockerignore of another build context hides what is copied', threads: ['docker/vscode-extension#238'] },
  12: {
    what: 'without Docker, or without the registry, the check is dead and does not say so',
    threads: ['docker/docker-language-server#497', 'docker/for-linux#1547', 'docker/buildx#1981', 'moby/buildkit#5340'],
  },
  13: { what: 'one slow answer from the network blocks all completion', threads: ['docker/docker-language-server#467'] },
  14: {
    what: 'heredocs and shell have no colours, or one quote colours the rest of the file',
    threads: ['docker/docker-language-server#328', 'microsoft/vscode-containers#108', 'microsoft/vscode-docker#4188', 'microsoft/vscode-docker#75'], // prettier-ignore
  },
  15: {
    what: 'the language server crashes, hangs, or eats the memory',
    threads: ['microsoft/vscode-containers#442', 'microsoft/vscode-docker#4408', 'microsoft/vscode-docker#3312', 'docker/vscode-extension#171'], // prettier-ignore
  },
  16: {
    what: 'the sources of COPY are not completed',
    threads: ['microsoft/vscode-docker#2537', 'ChristianKohler/PathIntellisense#160'],
  },
  17: { what: 'newer flags are not completed', threads: ['rcjsuen/dockerfile-language-service#118'] },
  20: {
    what: 'the formatter flattens what was laid out by hand, or breaks the file',
    threads: ['microsoft/vscode-docker#992', 'microsoft/vscode-docker#2004', 'microsoft/vscode-docker#3327', 'foxundermoon/vs-shell-format#304'], // prettier-ignore
  },
  21: { what: 'nothing of it runs in a browser', threads: ['microsoft/vscode-docker#3685'] },
} as const satisfies Readonly<Record<number, Complaint>>;

/** The tests that show what becomes of a complaint here. Inputs are those of the threads, told in our own words. */
export function complaint(number: keyof typeof complaints, tests: () => void): void {
  const { what, threads } = complaints[number];
  describe(`${number}. ${what} (${threads.join(', ')})`, tests);
}
