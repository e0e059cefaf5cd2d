// The agent's own words: `aws/aws-codedeploy-agent: src/application_specification/error.rs`.

const BECAUSE = 'The deployment failed because';
const AGAIN = 'and then try again.';
const PERMISSIONS = `Update the permissions section of the AppSpec file, ${AGAIN}`;

export const sentences = {
  empty: `${BECAUSE} the application specification file was empty. Make sure your AppSpec file defines at minimum the 'version' and 'os' properties.`,
  yaml: (problem: string) => `${BECAUSE} of a YAML parsing error: ${problem}`,
  version: (value: string) =>
    `${BECAUSE} an invalid version value (${value}) was entered in the application specification file. Make sure your AppSpec file specifies "0.0" as the version, ${AGAIN}`,
  os: (value: string) =>
    `${BECAUSE} the application specification file specifies an unsupported operating system (${value}). Specify either "linux" or "windows" in the os section of the AppSpec file, ${AGAIN}`,
  behavior: (value: string) =>
    `${BECAUSE} an invalid file_exists_behavior value (${value}) was entered in the application specification file. Make sure your AppSpec file specifies one of DISALLOW,OVERWRITE,RETAIN as the file_exists_behavior, ${AGAIN}`,
  location: `${BECAUSE} the application specification file specifies a script with no location value. Specify the location in the hooks section of the AppSpec file, ${AGAIN}`,
  timeout: `${BECAUSE} an invalid timeout value was provided for a script in the application specification file. Make corrections in the hooks section of the AppSpec file, ${AGAIN}`,
  source: `${BECAUSE} the application specification file specifies a destination file, but no source file. Update the files section of the AppSpec file, ${AGAIN}`,
  destination: (source: string) =>
    `${BECAUSE} the application specification file specifies only a source file (${source}). Add the name of the destination file to the files section of the AppSpec file, ${AGAIN}`,
  windows: `${BECAUSE} the application specification file specifies file permissions, but the deployment is targeting one or more Windows Server instances. Permissions are supported only for Amazon Linux, Ubuntu Server, and Red Hat Enterprise Linux (RHEL) instances. ${PERMISSIONS}`,
  object: `${BECAUSE} a permission listed in the application specification file has no object value. ${PERMISSIONS}`,
  type: (value: string) =>
    `${BECAUSE} the application specification file specifies a permission for an object type not supported for permissions (${value}). ${PERMISSIONS}`,
  modeLength: (mode: string) =>
    `${BECAUSE} the length of a permissions mode (${mode}) in the application specification file is invalid. Permissions modes must be between one and four characters long. ${PERMISSIONS}`,
  modeCharacter: (mode: string, character: string) =>
    `${BECAUSE} the permissions mode (${mode}) in the application specification file contains an invalid character (${character}). ${PERMISSIONS}`,
  acl: (entry: string) =>
    `${BECAUSE} of a problem with the acls permission settings in the application specification file. Invalid acl entry (${entry}).`,
  baseAcl: (entry: string) =>
    `${BECAUSE} of a problem with the acls permission settings in the application specification file. Use mode to set the base acl entry (${entry}). ${PERMISSIONS}`,
  aclCharacter: (entry: string, character: string) =>
    `${BECAUSE} the access control list (ACL) named ${entry} in the application specification file contains an invalid character (${character}). Correct the ACL in the hooks section of the AppSpec file, ${AGAIN}`,
  context: (context: string) =>
    `${BECAUSE} the application specification file specifies an invalid context type (SELinux context missing required 'type' field: ${context}). ${PERMISSIONS}`,
  range: (range: string) =>
    `${BECAUSE} of a problem with the SELinux range specified (${range}) for the context parameter in the permissions section of the application specification file. Make corrections in the permissions section of the AppSpec file, ${AGAIN}`,
};
