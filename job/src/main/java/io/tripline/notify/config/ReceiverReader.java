package io.tripline.notify.config;

import io.tripline.kafka.config.References;
import io.tripline.notify.alert.Filter;
import io.tripline.notify.delivery.Address;
import io.tripline.notify.delivery.Backoff;
import io.tripline.notify.template.BadTemplateException;
import io.tripline.notify.template.TextTemplate;
import io.tripline.notify.template.TextTemplate.Escaping;
import io.tripline.plan.Kind;
import io.tripline.plan.Problems;
import io.tripline.plan.Section;
import io.tripline.schemas.avro.Severity;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one receiver. */
final class ReceiverReader {
  private static final List<String> COMMON =
      List.of(
          "name",
          "type",
          "url",
          "headers",
          "timeout",
          "services",
          "kinds",
          "severities",
          "trials",
          "retry.backoff",
          "retry.longest");

  private static final Set<String> IDENTITY =
      Set.of("alertname", "deployment", "service", "target", "rule", "incident");
  private static final Pattern SECRET_HEADER =
      Pattern.compile("(?i)(authorization|cookie|.*(token|secret|key|password).*)");
  private static final String ALERTMANAGER_PATH = "/api/v2/alerts";
  private static final String PAGERDUTY = "https://events.pagerduty.com/v2/enqueue";

  /** An alert that is missed now and then must not end. */
  private static final int RESENDS_WITHIN_KEEP = 3;

  private final Section section;
  private final Path file;
  private final String deployment;
  private final Problems problems;

  ReceiverReader(Section section, Path file, String deployment, Problems problems) {
    this.section = section;
    this.file = file;
    this.deployment = deployment;
    this.problems = problems;
  }

  /** Null if anything is wrong with it. */
  ReceiverSettings read() {
    int before = problems.errors();
    String name = section.required("name", NotifyKinds.RECEIVER);
    ReceiverType type = section.required("type", NotifyKinds.TYPE);
    if (type == null) {
      return null;
    }
    List<String> known = new ArrayList<>(COMMON);
    known.addAll(type.keys());
    section.refuseUnknown(known);
    Duration resend =
        section.optional("resend", Kind.durationBetween("PT1S", "PT1H"), Duration.ofMinutes(1));
    Duration keep =
        section.optional("keep", Kind.durationBetween("PT3S", "P1D"), Duration.ofMinutes(15));
    checkKeep(resend, keep);
    Escaping escaping = type == ReceiverType.SLACK ? Escaping.SLACK : Escaping.NONE;
    boolean hasTexts = type != ReceiverType.WEBHOOK;
    ReceiverSettings settings =
        new ReceiverSettings(
            name,
            type,
            deployment,
            new Address(urls(type), headers(), timeout()),
            filter(),
            backoff(),
            labels(),
            resend,
            keep,
            type == ReceiverType.PAGERDUTY ? secret("routing.key") : null,
            hasTexts ? template("title", escaping) : null,
            hasTexts ? template("text", escaping) : null);
    return problems.errors() > before ? null : settings;
  }

  private void checkKeep(Duration resend, Duration keep) {
    boolean tooShort =
        resend != null
            && keep != null
            && keep.compareTo(resend.multipliedBy(RESENDS_WITHIN_KEEP)) < 0;
    if (tooShort) {
      section.error(
          section.has("keep") ? "keep" : "resend",
          "lets an alert end (keep, %s) before it was sent again %d times (resend, %s); write a keep"
                  .formatted(keep, RESENDS_WITHIN_KEEP, resend)
              + " that is longer");
    }
  }

  private List<String> urls(ReceiverType type) {
    if (type == ReceiverType.SLACK) {
      String url = secret("url");
      return url == null ? List.of() : List.of(url);
    }
    if (type == ReceiverType.PAGERDUTY && !section.has("url")) {
      return List.of(PAGERDUTY);
    }
    List<String> urls = oneOrMore(type == ReceiverType.ALERTMANAGER);
    return type == ReceiverType.ALERTMANAGER
        ? urls.stream().map(url -> url + ALERTMANAGER_PATH).toList()
        : urls;
  }

  private List<String> oneOrMore(boolean maybeMore) {
    if (maybeMore && section.isList("url")) {
      return section.distinct("url", NotifyKinds.URL);
    }
    if (section.has("url") && section.written("url").matches("[a-z]+://[^/]*@.*")) {
      // Not shown: there may be a password in it.
      section.error(
          "url",
          "says who asks; take that away, and write it as headers: {Authorization: "
              + "\"Basic ${env:NAME}\"}");
      return List.of();
    }
    String url = section.required("url", NotifyKinds.URL);
    return url == null ? List.of() : List.of(url);
  }

  /** A reference; what else stands there is not shown. */
  private String secret(String key) {
    if (!section.has(key)) {
      section.error(key, "is missing; write where it is to be found: " + References.WANTED);
      return null;
    }
    String written = section.written(key);
    if (!References.isReference(written)) {
      section.error(key, "is a secret, which " + References.SECRET);
      return null;
    }
    return written;
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    Section all = section.has("headers") ? section.anySection("headers") : null;
    if (all == null) {
      return headers;
    }
    for (String name : section.map("headers", NotifyKinds.HEADER, ANY).keySet()) {
      String value = all.written(name);
      if (SECRET_HEADER.matcher(name).matches() && !References.mayRefer(value)) {
        all.error(name, "is a secret, which " + References.SECRET);
      } else {
        References.objection(value).ifPresent(why -> all.error(name, why));
      }
      headers.put(name, value);
    }
    return headers;
  }

  private static final Kind<String> ANY = new Kind<>("a text", scalar -> scalar.text());

  private Duration timeout() {
    return section.optional(
        "timeout", Kind.durationBetween("PT0.1S", "PT1M"), Duration.ofSeconds(10));
  }

  private Filter filter() {
    Boolean trials = section.optional("trials", NotifyKinds.FLAG, Boolean.FALSE);
    return new Filter(
        Set.copyOf(section.distinct("services", Kind.NAME)),
        Set.copyOf(section.distinct("kinds", NotifyKinds.words(Filter.Kind.class))),
        Set.copyOf(section.distinct("severities", NotifyKinds.words(Severity.class))),
        Boolean.TRUE.equals(trials));
  }

  private Backoff backoff() {
    Duration first =
        section.optional(
            "retry.backoff", Kind.durationBetween("PT0.01S", "PT1M"), Duration.ofSeconds(1));
    Duration longest =
        section.optional(
            "retry.longest", Kind.durationBetween("PT0.01S", "PT1H"), Duration.ofMinutes(1));
    if (first != null && longest != null && first.compareTo(longest) > 0) {
      section.error(
          section.has("retry.backoff") ? "retry.backoff" : "retry.longest",
          "makes the first pause (retry.backoff, %s) longer than the longest (retry.longest, %s)"
              .formatted(first, longest));
    }
    return new Backoff(first, longest);
  }

  private Map<String, String> labels() {
    Map<String, String> labels = section.map("labels", NotifyKinds.LABEL, Kind.NAME);
    labels.keySet().stream()
        .filter(IDENTITY::contains)
        .forEach(
            label ->
                section.error(
                    "labels", "holds " + label + ", which says which alert it is; take it away"));
    return labels;
  }

  private TextTemplate template(String key, Escaping escaping) {
    if (!section.has(key)) {
      return TextTemplate.standard(key, escaping);
    }
    String written = section.optional(key, NotifyKinds.FILE, null);
    if (written == null) {
      return null;
    }
    Path template = file.resolveSibling(written);
    try {
      return TextTemplate.read(Files.readString(template), template.toString(), escaping);
    } catch (BadTemplateException e) {
      section.error(key, "cannot be used: " + e.getMessage());
    } catch (CharacterCodingException e) {
      section.error(key, "is " + written + ", which is no text in UTF-8; save it as such");
    } catch (IOException e) {
      section.error(
          key, "is " + written + ", and there is no file " + template + "; correct the path");
    }
    return null;
  }
}
