// SPDX-License-Identifier: LGPL-2.1-or-later

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// Builds the image: a Java runtime which holds the program, its start-up cache and its launcher.
///
/// Run by Maven on the project's JDK: `java BuildImage.java SOURCES MODULES TARGET`. The old image
/// stays in place until the new one is complete.
final class BuildImage {
  private static final String MAIN_MODULE = "dev.ostree4j.cli";

  /// What the program uses when it is there.
  private static final String OPTIONAL_MODULES = "dev.ostree4j.lan";

  private static final Set<String> FOREIGN_OPTIONS =
      Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private final Path sources;
  private final Path modules;
  private final Path target;
  private final Path fresh;

  private BuildImage(Path sources, Path modules, Path target) {
    this.sources = sources;
    this.modules = modules;
    this.target = target;
    this.fresh = target.resolveSibling(target.getFileName() + ".new");
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    new BuildImage(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2])).build();
  }

  private void build() throws IOException, InterruptedException {
    delete(fresh);
    Files.createDirectories(fresh.getParent());
    List<String> shapes = traceShapes();
    link(shapes);
    installLauncher("ostree4j");
    installLauncher("ostree");
    rehearse();
    delete(target);
    Files.move(fresh, target);
  }

  /// Asks which forms of method handles the first call of a native function makes. The virtual
  /// machine would spin a class for each at every start, unless the image has them.
  private List<String> traceShapes() throws IOException, InterruptedException {
    Path stage = Files.createTempDirectory(fresh.getParent(), "trace");
    try {
      Path trace = stage.resolve("trace");
      var line =
          List.of(
              Path.of(System.getProperty("java.home"), "bin/java").toString(),
              "-Djava.lang.invoke.MethodHandle.TRACE_RESOLVE=true",
              "--module-path=" + modules.toAbsolutePath(),
              "--enable-native-access=dev.ostree4j.syscall",
              "-m",
              MAIN_MODULE + "/" + MAIN_MODULE + ".Main",
              "init",
              "--repo=r",
              "--mode=archive");
      int status = start(line, stage, trace).waitFor();
      try (Stream<String> lines = Files.lines(trace)) {
        // "[LF_RESOLVE] class method shape (fail)": what came out of the trace is what to prepare.
        List<String> shapes =
            lines
                .filter(l -> l.endsWith(" (fail)") || l.endsWith(" (generated)"))
                .map(l -> l.substring(0, l.lastIndexOf(" (")))
                .distinct()
                .toList();
        if (status != 0 || shapes.isEmpty()) {
          throw new IOException("no forms of method handles were traced, status " + status);
        }
        return shapes;
      }
    } finally {
      delete(stage);
    }
  }

  private void link(List<String> shapes) throws IOException {
    ToolProvider jlink = ToolProvider.findFirst("jlink").orElseThrow();
    Path shapesFile = Files.write(fresh.resolveSibling("shapes.txt"), shapes);
    int status =
        jlink.run(
            System.out,
            System.err,
            "--module-path=" + modules,
            "--add-modules=" + MAIN_MODULE + "," + OPTIONAL_MODULES,
            // The jar of Bouncy Castle is signed, which a run-time image cannot carry over.
            "--ignore-signing-information",
            "--no-header-files",
            "--no-man-pages",
            "--generate-jli-classes=@" + shapesFile,
            "--output=" + fresh);
    if (status != 0) {
      throw new IOException("jlink failed with status " + status);
    }
    Files.delete(shapesFile);
    // The start-up cache makes these classes anew, from this list alone.
    Files.write(
        fresh.resolve("lib/classlist"),
        shapes.stream()
            .filter(shape -> shape.startsWith("[LF_RESOLVE]"))
            .map("@lambda-form-invoker "::concat)
            .toList(),
        StandardOpenOption.APPEND);
  }

  /// Starts a process whose whole output goes into a file.
  private static Process start(List<String> line, Path directory, Path output) throws IOException {
    var process =
        new ProcessBuilder(line)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    // Options from outside would go into the cache's idea of where it fits.
    process.environment().keySet().removeAll(FOREIGN_OPTIONS);
    return process.start();
  }

  private void installLauncher(String name) throws IOException {
    Path script = fresh.resolve("bin", name);
    Files.copy(sources.resolve("launcher.sh"), script, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// Runs typical commands once, so that the virtual machine writes down what it loaded and linked:
  /// all of them, then those that only look around, in what the former left.
  private void rehearse() throws IOException, InterruptedException {
    Path stage = Files.createTempDirectory(fresh.getParent(), "rehearsal");
    try {
      furnish(stage);
      rehearse(stage, "rehearsal.txt", "ostree4j.aot");
      rehearse(stage, "rehearsal-short.txt", "short.aot");
    } finally {
      delete(stage);
    }
  }

  private void rehearse(Path stage, String script, String cache)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(fresh.toAbsolutePath().resolve("bin/java").toString());
    line.add("-XX:AOTCacheOutput=" + fresh.toAbsolutePath().resolve("lib").resolve(cache));
    // What the cache must find again in the launcher.
    line.add("-XX:+UseSerialGC");
    line.add("--enable-native-access=dev.ostree4j.syscall");
    line.add("-Xlog:disable");
    line.add("-Xlog:all=off");
    line.add("-m");
    line.add(MAIN_MODULE + "/" + MAIN_MODULE + ".Rehearsal");
    line.add(sources.toAbsolutePath().resolve(script).toString());
    Path log = stage.resolve("log");
    int status = start(line, stage, log).waitFor();
    if (status != 0) {
      // Without some classes in the cache a command starts slower; that is no reason to have
      // none.
      System.err.println("warning: " + script + " failed:\n" + Files.readString(log));
    }
  }

  private void furnish(Path stage) throws IOException {
    Files.copy(sources.resolve("rehearsal-key.asc"), stage.resolve("key.asc"));
    Path etc = Files.createDirectories(stage.resolve("tree/etc"));
    Files.writeString(etc.resolve("motd"), "hello\n");
    Files.write(stage.resolve("tree/large"), incompressible(1 << 20));
    Files.createFile(stage.resolve("tree/empty"));
    Files.createSymbolicLink(stage.resolve("tree/link"), Path.of("etc/motd"));
  }

  private static byte[] incompressible(int size) {
    byte[] bytes = new byte[size];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> entries = Files.walk(tree)) {
      entries.sorted(Comparator.reverseOrder()).forEach(BuildImage::deleteOne);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void deleteOne(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
