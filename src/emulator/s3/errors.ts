import { ServiceError } from '../service.ts';

/** A refusal of S3: with the elements its document carries beside code and message, and headers. */
export class S3Error extends ServiceError {
  readonly fields: Readonly<Record<string, string | undefined>>;
  readonly headers: Readonly<Record<string, string | undefined>>;

  constructor(
    code: string,
    status: number,
    message: string,
    {
      fields = {},
      headers = {},
    }: { fields?: S3Error['fields']; headers?: S3Error['headers'] } = {},
  ) {
    super(code, message, status);
    this.name = 'S3Error';
    this.fields = fields;
    this.headers = headers;
  }
}

// Codes and statuses: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html

export function accessDenied(message = 'Access Denied'): S3Error {
  return new S3Error('AccessDenied', 403, message);
}

export function noSuchBucket(name: string): S3Error {
  return new S3Error('NoSuchBucket', 404, 'The specified bucket does not exist', {
    fields: { BucketName: name },
  });
}

export function noSuchKey(key: string, headers: S3Error['headers'] = {}): S3Error {
  return new S3Error('NoSuchKey', 404, 'The specified key does not exist.', {
    fields: { Key: key },
    headers,
  });
}

export function noSuchVersion(key: string, versionId: string): S3Error {
  return new S3Error('NoSuchVersion', 404, 'The specified version does not exist.', {
    fields: { Key: key, VersionId: versionId },
  });
}

export function noSuchUpload(uploadId: string): S3Error {
  return new S3Error(
    'NoSuchUpload',
    404,
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    { fields: { UploadId: uploadId } },
  );
}

export function preconditionFailed(condition: string): S3Error {
  return new S3Error(
    'PreconditionFailed',
    412,
    'At least one of the pre-conditions you specified did not hold',
    { fields: { Condition: condition } },
  );
}

export function conflict(condition: string): S3Error {
  return new S3Error(
    'ConditionalRequestConflict',
    409,
    'The conditional request cannot succeed due to a conflicting operation against this resource.',
    { fields: { Condition: condition } },
  );
}

export function invalidRequest(message: string): S3Error {
  return new S3Error('InvalidRequest', 400, message);
}

export function invalidArgument(name: string, value: string, message: string): S3Error {
  return new S3Error('InvalidArgument', 400, message, {
    fields: { ArgumentName: name, ArgumentValue: value },
  });
}

export function malformedXml(): S3Error {
  return new S3Error(
    'MalformedXML',
    400,
    'The XML you provided was not well-formed or did not validate against our published schema',
  );
}

/** The bucket is in another region than the request was signed for. */
export function permanentRedirect(bucket: string, region: string): S3Error {
  const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return new S3Error(
    'PermanentRedirect',
    301,
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
    {
      fields: { Endpoint: `${bucket}.s3.${region}.${domain}`, Bucket: bucket },
      headers: { 'x-amz-bucket-region': region },
    },
  );
}

/** For a header whose effect would be missing in what is done. */
export function notImplemented(header: string): S3Error {
  return new S3Error(
    'NotImplemented',
    501,
    'A header you provided implies functionality that is not implemented',
    { fields: { Header: header } },
  );
}
