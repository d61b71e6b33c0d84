export declare function corpusFolder(): string | undefined;
