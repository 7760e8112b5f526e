// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan;

import dev.ostree4j.discover.DiscoveryListener;
import dev.ostree4j.discover.FoundRemote;
import dev.ostree4j.discover.PeerLookup;
import dev.ostree4j.discover.RefFilter;
import dev.ostree4j.discover.RemoteFinder;
import dev.ostree4j.lan.dns.DnsName;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RemoteName;
import dev.ostree4j.pull.PullOptions;
import dev.ostree4j.repo.Repo;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Looks for neighbours in the local network who serve refs; stands for `OstreeRepoFinderAvahi`.
///
/// It asks by multicast DNS itself, so no daemon is needed. Who may have one of the refs, by the
/// filter that he sends along, is asked for his summary. What he has is believed as far as it is
/// signed by the keys of a remote that is configured for the collection, which is verified when it
/// is pulled.
///
/// @since 0.1
public final class LanFinder implements RemoteFinder {
  static final DnsName SERVICE_TYPE = DnsName.of("_ostree_repo", "_tcp", "local");

  private final PullOptions options;
  private final LanOptions places;

  /// @param options how summaries are fetched; what is fetched is not kept, and nobody is asked
  ///     twice
  /// @param places where to look, and how long
  public LanFinder(PullOptions options, LanOptions places) {
    this.options = options;
    this.places = places;
  }

  @Override
  public List<FoundRemote> find(Repo repo, Set<CollectionRef> refs, DiscoveryListener listener)
      throws IOException {
    Map<RemoteName, Set<CollectionRef>> groups = PeerLookup.byKeyring(repo, refs);
    if (groups.isEmpty()) {
      // Nothing that anybody has could be proved to be right.
      return List.of();
    }
    Set<Candidate> candidates =
        candidates(new ServiceSearch(SERVICE_TYPE, places, listener).run(), groups, listener);
    PullOptions once = options.withNetwork(options.network().withRetries(0));
    return new SummaryRound(new PeerLookup(repo, once), places.answerLimit(), listener)
        .ask(candidates);
  }

  /// Whom to ask; who is of no use in any of the networks in which he is found is told once.
  private static Set<Candidate> candidates(
      List<ServiceSearch.Hit> hits,
      Map<RemoteName, Set<CollectionRef>> groups,
      DiscoveryListener listener) {
    var candidates = new LinkedHashSet<Candidate>();
    var useful = new HashSet<String>();
    var useless = new LinkedHashMap<String, LanException>();
    for (ServiceSearch.Hit hit : hits) {
      try {
        candidates.addAll(candidates(hit, groups));
        useful.add(hit.service().name());
      } catch (LanException e) {
        useless.put(hit.service().name(), e);
      }
    }
    useless.keySet().removeAll(useful);
    useless.forEach(listener::passedOver);
    return candidates;
  }

  /// Whom to ask for which refs; all that one remote's keys count for, since the filter is only a
  /// hint.
  private static Set<Candidate> candidates(
      ServiceSearch.Hit hit, Map<RemoteName, Set<CollectionRef>> groups) throws LanException {
    LanService service = hit.service();
    RepoAdvert advert = RepoAdvert.parse(service.texts());
    RefFilter filter = advert.refs();
    var candidates = new LinkedHashSet<Candidate>();
    for (var group : groups.entrySet()) {
      if (group.getValue().stream().anyMatch(filter::mayContain)) {
        candidates.add(new Candidate(url(hit, advert), group.getKey(), group.getValue()));
      }
    }
    return candidates;
  }

  private static String url(ServiceSearch.Hit hit, RepoAdvert advert) throws LanException {
    LanService service = hit.service();
    if (service.addresses().isEmpty()) {
      throw new LanException.Nowhere();
    }
    String host = AddressText.of(service.addresses().getFirst(), hit.link().interfaceIndex());
    return "http://" + host + ":" + service.port() + "/" + advert.index();
  }
}
