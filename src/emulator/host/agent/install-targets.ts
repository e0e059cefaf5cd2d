/** What copies and folders are planned, by expanded path. */
export type Targets = { copies: Map<string, string>; folders: Set<string> };
