/** Whether files are read or written: names of https://nodejs.org/api/process.html#processgetactiveresourcesinfo. */
export function isReadingOrWriting(): boolean {
  return isAny(/^(FSReq|FileHandleCloseReq|CloseReq|GetAddrInfoReq)/);
}

/** The same, or whether a program runs. */
export function isMachineAtWork(): boolean {
  return isAny(/^(FSReq|FileHandleCloseReq|CloseReq|GetAddrInfoReq|ProcessWrap)/);
}

function isAny(kind: RegExp): boolean {
  return process.getActiveResourcesInfo().some((name) => kind.test(name));
}
