import { hasFile, type Repository } from '../repository.ts';
import type { MakeService } from '../service.ts';

/** One jar. With Maven or Gradle where the repository has them, else with the JDK alone. */
export const javaService: MakeService = (repository, { name, folder, program = `${name}.jar` }) => {
  const main = mainClass(repository);
  const jar = `$bundle/app/${program}`;
  const { lines, image } = tool(repository, jar);
  return {
    build: lines,
    command: isRunnable(repository)
      ? `/usr/bin/env java -jar ${folder}/${program}`
      : `/usr/bin/env java -cp ${folder}/${program} ${main ?? 'Service'}`,
    starter: main === undefined ? [{ path: 'src/main/java/Service.java', text: SERVICE }] : [],
    image,
  };
};

function tool(repository: Repository, jar: string): { lines: string[]; image: string } {
  const has = (path: string) => hasFile(repository, path);
  const take = (folder: string) => [
    `cp "$(find ${folder} -maxdepth 1 -name '*.jar' ! -name '*-sources.jar' ! -name '*-javadoc.jar' ! -name '*-plain.jar' ! -name 'original-*' | head -n 1)" "${jar}"`,
  ];
  if (has('pom.xml'))
    return {
      lines: [`${has('mvnw') ? './mvnw' : 'mvn'} -B -q package`, ...take('target')],
      image: 'maven:3-eclipse-temurin-21',
    };
  if (has('build.gradle') || has('build.gradle.kts'))
    return {
      lines: [`${has('gradlew') ? './gradlew' : 'gradle'} build`, ...take('build/libs')],
      image: 'gradle:8-jdk21',
    };
  return {
    lines: [
      'classes=$(mktemp -d)',
      'find src -name \'*.java\' -print0 | xargs -0 javac -d "$classes"',
      '# A date of its own in each build would make each build another content.',
      `jar --create --file "${jar}" --date 1980-01-02T00:00:00Z -C "$classes" .`,
    ],
    image: 'eclipse-temurin:21',
  };
}

/** Whether the build makes a jar that names its main class and holds what it depends on. */
function isRunnable({ read }: Repository): boolean {
  const text = ['pom.xml', 'build.gradle', 'build.gradle.kts'].map((path) => read(path) ?? '');
  return /spring-boot|maven-shade|maven-assembly|shadow|<mainClass>|Main-Class/.test(
    text.join('\n'),
  );
}

function mainClass({ files, read }: Repository): string | undefined {
  for (const path of files.filter((each) => /\.java$/.test(each) && !/\btest\b/.test(each))) {
    const text = read(path) ?? '';
    if (!/\bstatic\s+void\s+main\s*\(/.test(text)) continue;
    const inPackage = /^\s*package\s+([\w.]+)\s*;/m.exec(text)?.[1];
    const name = path.slice(path.lastIndexOf('/') + 1, -'.java'.length);
    return inPackage === undefined ? name : `${inPackage}.${name}`;
  }
  return undefined;
}

const SERVICE = `import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A small HTTP service that reports its version and health at /status. */
public final class Service {
    // Set by systemd: see codedeploy/systemd.
    private static final String VERSION = System.getenv().getOrDefault("VERSION", "unknown");

    public static void main(String[] args) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(8080), 0);
        server.createContext("/status", exchange -> {
            String text = "{\\"version\\":\\"" + VERSION + "\\",\\"health\\":\\"Healthy\\"}";
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            try (exchange) {
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }
}
`;
