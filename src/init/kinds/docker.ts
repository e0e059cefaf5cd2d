import type { MakeService } from '../service.ts';

/** The image itself in the bundle: instances need Docker and no registry. */
export const dockerService: MakeService = (_, { name, folder }) => ({
  build: [
    `docker build --tag ${name}:release --label "version=$VERSION" .`,
    `docker save ${name}:release | gzip -n > "$bundle/app/image.tar.gz"`,
  ],
  command: `/usr/bin/env docker run --rm --name ${name} --network host --env VERSION ${name}:release`,
  unit: [
    `ExecStartPre=-/usr/bin/env docker rm --force ${name}`,
    `ExecStop=/usr/bin/env docker stop ${name}`,
  ],
  install: [`docker load --input ${folder}/image.tar.gz`],
  starter: [],
  image: 'docker:cli',
  rehearse: 'hosts of a rehearsal have no Docker: `fanout rehearse --hooks check` checks the rest',
});
