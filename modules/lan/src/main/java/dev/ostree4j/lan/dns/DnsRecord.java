// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan.dns;

import java.net.InetAddress;
import java.util.List;

/// What somebody says of a name.
///
/// @since 0.1
public sealed interface DnsRecord {
  /// The name.
  DnsName name();

  /// Which type it is of.
  DnsType type();

  /// How long it holds, in seconds without sign; 0 when it holds no longer.
  int ttlSeconds();

  /// The same for another time.
  DnsRecord withTtlSeconds(int seconds);

  /// That there is something by another name.
  ///
  /// @since 0.1
  record Pointer(DnsName name, int ttlSeconds, DnsName target) implements DnsRecord {
    @Override
    public DnsType type() {
      return DnsType.PTR;
    }

    @Override
    public Pointer withTtlSeconds(int seconds) {
      return new Pointer(name, seconds, target);
    }
  }

  /// Where a service is.
  ///
  /// @param port from 1 to 65535
  /// @param host the name of the machine
  /// @since 0.1
  record Service(DnsName name, int ttlSeconds, int port, DnsName host) implements DnsRecord {
    /// Checks the port.
    ///
    /// @throws IllegalArgumentException when it is none
    public Service {
      if (port < 1 || port > 0xFFFF) {
        throw new IllegalArgumentException("port " + port);
      }
    }

    @Override
    public DnsType type() {
      return DnsType.SRV;
    }

    @Override
    public Service withTtlSeconds(int seconds) {
      return new Service(name, seconds, port, host);
    }
  }

  /// Properties of a service.
  ///
  /// @param texts at most 255 characters each, each of which is a byte
  /// @since 0.1
  record Text(DnsName name, int ttlSeconds, List<String> texts) implements DnsRecord {
    /// Copies the list.
    ///
    /// @throws IllegalArgumentException when a text is too long or does not consist of bytes
    public Text {
      texts = List.copyOf(texts);
      for (String text : texts) {
        if (text.length() > 0xFF || text.chars().anyMatch(character -> character > 0xFF)) {
          throw new IllegalArgumentException("a text of " + text.length() + " bytes");
        }
      }
    }

    @Override
    public DnsType type() {
      return DnsType.TXT;
    }

    @Override
    public Text withTtlSeconds(int seconds) {
      return new Text(name, seconds, texts);
    }
  }

  /// Where a machine is.
  ///
  /// @since 0.1
  record Address(DnsName name, int ttlSeconds, InetAddress address) implements DnsRecord {
    @Override
    public DnsType type() {
      return address.getAddress().length == 4 ? DnsType.A : DnsType.AAAA;
    }

    @Override
    public Address withTtlSeconds(int seconds) {
      return new Address(name, seconds, address);
    }
  }
}
