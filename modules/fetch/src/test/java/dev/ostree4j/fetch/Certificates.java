// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// Makes certificates with `openssl`, and server sockets that show them.
final class Certificates {
  private static final char[] PASSWORD = "x".toCharArray();
  private static final String[] EC = {"ec", "-pkeyopt", "ec_paramgen_curve:P-256"};

  private final Path directory;

  /// Makes an authority in this directory, or skips the test where there is no `openssl`.
  Certificates(Path directory) {
    ReferenceProgram.require("openssl");
    this.directory = directory;
    make("authority", EC);
  }

  /// An authority, or with an issuer something that it vouches for.
  private void make(String name, String[] key, String... more) {
    List<String> command = new ArrayList<>(List.of("openssl", "req", "-x509", "-newkey"));
    command.addAll(List.of(key));
    command.addAll(
        List.of("-nodes", "-days", "2", "-subj", "/CN=" + name, "-keyout", key(name).toString()));
    command.addAll(List.of("-out", certificate(name).toString()));
    command.addAll(List.of(more));
    ReferenceProgram.succeed(command);
  }

  /// A certificate of the authority for these names, such as `IP:127.0.0.1`.
  void issue(String name, String alternativeNames) {
    issue(name, alternativeNames, EC);
  }

  void issue(String name, String alternativeNames, String... key) {
    make(
        name,
        key,
        "-CA",
        certificate("authority").toString(),
        "-CAkey",
        key("authority").toString(),
        "-addext",
        "subjectAltName=" + alternativeNames,
        "-addext",
        "basicConstraints=critical,CA:FALSE");
  }

  /// A certificate of the authority that was good until yesterday.
  void issueExpired(String name, String alternativeNames) {
    Path request = directory.resolve(name + ".csr");
    List<String> ask = new ArrayList<>(List.of("openssl", "req", "-new", "-newkey"));
    ask.addAll(List.of(EC));
    ask.addAll(List.of("-nodes", "-subj", "/CN=" + name, "-keyout", key(name).toString()));
    ask.addAll(List.of("-addext", "subjectAltName=" + alternativeNames));
    ask.addAll(List.of("-out", request.toString()));
    ReferenceProgram.succeed(ask);
    List<String> sign = new ArrayList<>(List.of("openssl", "x509", "-req", "-days", "-1"));
    sign.addAll(List.of("-copy_extensions", "copyall", "-in", request.toString()));
    sign.addAll(List.of("-CA", certificate("authority").toString()));
    sign.addAll(List.of("-CAkey", key("authority").toString()));
    sign.addAll(List.of("-out", certificate(name).toString()));
    ReferenceProgram.succeed(sign);
  }

  /// The key in the form that programs wrote before PKCS #8.
  Path oldKey(String name) {
    Path old = directory.resolve(name + ".old.key");
    ReferenceProgram.succeed(
        List.of(
            "openssl",
            "pkey",
            "-in",
            key(name).toString(),
            "-traditional",
            "-out",
            old.toString()));
    return old;
  }

  Path certificate(String name) {
    return directory.resolve(name + ".pem");
  }

  Path key(String name) {
    return directory.resolve(name + ".key");
  }

  /// Sockets which show this certificate.
  ServerSocketFactory sockets(String name) throws IOException, GeneralSecurityException {
    return context(name).getServerSocketFactory();
  }

  /// Sockets which talk only to those whom the authority vouches for.
  ServerSocketFactory strictSockets(String name) throws IOException, GeneralSecurityException {
    return new TunedSockets(
        context(name).getServerSocketFactory(), socket -> socket.setNeedClientAuth(true));
  }

  /// Sockets which speak this version of TLS alone.
  ServerSocketFactory socketsOf(String name, String protocol)
      throws IOException, GeneralSecurityException {
    return new TunedSockets(
        context(name).getServerSocketFactory(),
        socket -> socket.setEnabledProtocols(new String[] {protocol}));
  }

  private SSLContext context(String name) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    Certificate[] chain = Pem.certificates(certificate(name)).toArray(new Certificate[0]);
    keys.setKeyEntry("server", Pem.privateKey(key(name)), PASSWORD, chain);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("a", Pem.certificates(certificate("authority")).getFirst());
    var ours = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    ours.init(keys, PASSWORD);
    var theirs = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    theirs.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(ours.getKeyManagers(), theirs.getTrustManagers(), new SecureRandom());
    return context;
  }

  /// Makes sockets, and changes something about each.
  private static final class TunedSockets extends ServerSocketFactory {
    private final SSLServerSocketFactory sockets;
    private final Consumer<SSLServerSocket> change;

    TunedSockets(SSLServerSocketFactory sockets, Consumer<SSLServerSocket> change) {
      this.sockets = sockets;
      this.change = change;
    }

    @Override
    public java.net.ServerSocket createServerSocket(int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public java.net.ServerSocket createServerSocket(int port, int backlog) {
      throw new UnsupportedOperationException();
    }

    @Override
    public java.net.ServerSocket createServerSocket(
        int port, int backlog, java.net.InetAddress address) throws IOException {
      var socket = (SSLServerSocket) sockets.createServerSocket(port, backlog, address);
      change.accept(socket);
      return socket;
    }
  }
}
