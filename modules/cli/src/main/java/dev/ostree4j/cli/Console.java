// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Standard input, output and error of one run.
///
/// Text is written as UTF-8 whatever the locale says, and file names get back the very bytes they
/// were read from. What goes to a terminal is escaped, so that a name in a repository cannot drive
/// the terminal. Standard output is buffered; [#flush()] before anything else may write.
final class Console {
  private static final int BUFFER_BYTES = 16384;
  private static final String RED = "\u001b[31m\u001b[1m";
  private static final String PLAIN = "\u001b[22m\u001b[0m";

  private final InputStream input;
  private final OutputStream output;
  private final OutputStream errors;
  private final boolean outputIsTerminal;
  private final boolean errorsAreTerminal;

  Console(
      InputStream input,
      OutputStream output,
      OutputStream errors,
      boolean outputIsTerminal,
      boolean errorsAreTerminal) {
    this.input = input;
    this.output = new BufferedOutputStream(new GuardedOutput(output), BUFFER_BYTES);
    this.errors = errors;
    this.outputIsTerminal = outputIsTerminal;
    this.errorsAreTerminal = errorsAreTerminal;
  }

  /// The console of this process.
  static Console ofProcess() {
    return new Console(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        isTerminal(1),
        isTerminal(2));
  }

  /// Asks the kernel by name; the JDK's own answer would load its terminal library.
  private static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  boolean isTerminal() {
    return outputIsTerminal;
  }

  InputStream input() {
    return input;
  }

  void print(String text) throws IOException {
    write(output, outputIsTerminal ? TerminalText.escape(text) : text);
  }

  void println(String line) throws IOException {
    print(line);
    output.write('\n');
    if (outputIsTerminal) {
      output.flush();
    }
  }

  void println() throws IOException {
    println("");
  }

  /// Writes text that this program made itself and that is meant to drive the terminal.
  void printControl(String text) throws IOException {
    write(output, text);
    flush();
  }

  /// The way for content, which is never escaped. It must not be closed.
  OutputStream content() {
    return output;
  }

  /// Writes one line to standard error.
  void warn(String line) throws IOException {
    flush();
    write(errors, (errorsAreTerminal ? TerminalText.escape(line) : line) + "\n");
    errors.flush();
  }

  /// Writes help to standard error.
  void printToErrors(String text) throws IOException {
    flush();
    printToErrorsAlone(text);
  }

  /// Leaves what is to be printed waiting: for whoever does not end the run when that fails.
  void printToErrorsAlone(String text) throws IOException {
    write(errors, text);
    errors.flush();
  }

  /// Writes the one line that ends a failed run.
  void error(String message) throws IOException {
    if (errorsAreTerminal) {
      printToErrors(RED + "error: " + PLAIN + TerminalText.escape(message) + "\n");
    } else {
      warn("error: " + message);
    }
  }

  void flush() throws IOException {
    output.flush();
  }

  private static void write(OutputStream to, String text) throws IOException {
    to.write(bytes(text));
  }

  /// Tells trouble with the output apart from all other trouble.
  private static final class GuardedOutput extends FilterOutputStream {
    private boolean failed;

    GuardedOutput(OutputStream output) {
      super(output);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (failed) {
        return; // Said once; what is left in the buffer has nowhere to go.
      }
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        failed = true;
        if ("Broken pipe".equals(e.getMessage())) {
          throw new OutputClosedException(e);
        }
        throw new IOException("Error writing to stdout: " + e.getMessage(), e);
      }
    }
  }

  /// UTF-8, but a lone low surrogate U+DC80…U+DCFF is the byte of a file name that is no UTF-8.
  static byte[] bytes(String text) {
    boolean plain = true;
    for (int i = 0; i < text.length() && plain; i++) {
      plain = !Character.isSurrogate(text.charAt(i));
    }
    if (plain) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    var result = new ByteArrayOutputStream(text.length() + 16);
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (point >= 0xDC80 && point <= 0xDCFF) {
        result.write(point - 0xDC00);
      } else {
        result.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
      }
    }
    return result.toByteArray();
  }
}
