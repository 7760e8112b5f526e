// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import dev.ostree4j.testkit.Authority;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.function.Consumer;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// Server sockets that show certificates of an authority.
final class TlsSockets {
  private static final char[] PASSWORD = "x".toCharArray();

  private final Authority authority;

  TlsSockets(Authority authority) {
    this.authority = authority;
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
    Certificate[] chain = Pem.certificates(authority.certificate(name)).toArray(new Certificate[0]);
    keys.setKeyEntry("server", Pem.privateKey(authority.key(name)), PASSWORD, chain);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("a", Pem.certificates(authority.certificate()).getFirst());
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
