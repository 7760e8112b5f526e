// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.serve;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// How a [FileServer] serves. Immutable.
///
/// @since 0.1
public final class FileServerOptions {
  private static final FileServerOptions DEFAULTS = new FileServerOptions();

  InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  Links links = Links.BENEATH;
  Directories directories = Directories.HIDDEN;
  Lifetime lifetime = Lifetime.UNTIL_CLOSED;
  List<Trouble> troubles = List.of();
  long seed = 1;
  Demands demands = Demands.NONE;
  Predicate<String> halved = path -> false;
  ServerLog log = line -> {};

  private FileServerOptions() {}

  private FileServerOptions(FileServerOptions other) {
    address = other.address;
    links = other.links;
    directories = other.directories;
    lifetime = other.lifetime;
    troubles = other.troubles;
    seed = other.seed;
    demands = other.demands;
    halved = other.halved;
    log = other.log;
  }

  /// A free port of the loopback interface; files beneath the directory; nothing else.
  public static FileServerOptions defaults() {
    return DEFAULTS;
  }

  /// Listens there; port 0 is any free one. Default: a free port of the loopback interface.
  public FileServerOptions withAddress(InetSocketAddress address) {
    var copy = new FileServerOptions(this);
    copy.address = address;
    return copy;
  }

  /// Treats symlinks so. Default: [Links#BENEATH].
  public FileServerOptions withLinks(Links links) {
    var copy = new FileServerOptions(this);
    copy.links = links;
    return copy;
  }

  /// Answers so for directories. Default: [Directories#HIDDEN].
  public FileServerOptions withDirectories(Directories directories) {
    var copy = new FileServerOptions(this);
    copy.directories = directories;
    return copy;
  }

  /// Runs so long. Default: [Lifetime#UNTIL_CLOSED].
  public FileServerOptions withLifetime(Lifetime lifetime) {
    var copy = new FileServerOptions(this);
    copy.lifetime = lifetime;
    return copy;
  }

  /// Fails at random, in addition to what was asked for before. Default: never.
  public FileServerOptions withTrouble(Trouble trouble) {
    var copy = new FileServerOptions(this);
    var all = new ArrayList<>(troubles);
    all.add(trouble);
    copy.troubles = List.copyOf(all);
    return copy;
  }

  /// The seed of the failures: with one client the same seed fails the same requests. Default: 1.
  public FileServerOptions withSeed(long seed) {
    var copy = new FileServerOptions(this);
    copy.seed = seed;
    return copy;
  }

  /// Refuses requests without this cookie with status 403; may be used again for more. Default:
  /// none.
  public FileServerOptions withExpectedCookie(String name, String value) {
    var copy = new FileServerOptions(this);
    copy.demands = demands.withCookie(name, value);
    return copy;
  }

  /// Refuses requests without this header line with status 403; may be used again for more.
  /// Default: none.
  ///
  /// @param name in any case
  public FileServerOptions withExpectedHeader(String name, String value) {
    var copy = new FileServerOptions(this);
    copy.demands = demands.withHeader(name, value);
    return copy;
  }

  /// Refuses requests without this name and password with status 401. Default: everybody may.
  public FileServerOptions withBasicAuth(String user, String password) {
    var copy = new FileServerOptions(this);
    copy.demands = demands.withBasicAuth(Optional.of(user + ":" + password));
    return copy;
  }

  /// Sends only the first half of these files, then hangs up, unless a range is asked for. For
  /// testing clients. Default: none.
  ///
  /// @param paths tells by the decoded path, which begins with a slash
  public FileServerOptions withHalved(Predicate<String> paths) {
    var copy = new FileServerOptions(this);
    copy.halved = paths;
    return copy;
  }

  /// Tells this log. Default: nobody.
  public FileServerOptions withLog(ServerLog log) {
    var copy = new FileServerOptions(this);
    copy.log = log;
    return copy;
  }

  /// Whom the server tells what it does.
  public ServerLog log() {
    return log;
  }
}
