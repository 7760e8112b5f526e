// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// TLS over a plain connection.
final class TlsPipe implements Pipe {
  private final ChannelPipe plain;
  private final SSLSocket socket;

  private TlsPipe(ChannelPipe plain, SSLSocket socket) {
    this.plain = plain;
    this.socket = socket;
  }

  /// Shakes hands; the certificate of the server must be for this host.
  static TlsPipe over(SocketChannel channel, SSLContext context, Target target) throws IOException {
    var socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(channel.socket(), target.bareHost(), target.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return new TlsPipe(new ChannelPipe(channel), socket);
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    return socket.getInputStream().read(into, offset, length);
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  @Override
  public boolean isQuiet() {
    // What lies in the channel may be a ticket for a later session, which is no answer.
    return plain.channel().isOpen();
  }

  @Override
  public void close() {
    // Without a good-bye, for which one might have to wait.
    plain.close();
  }
}
