package io.tripline.checks.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules for services object to what they are there to object to. */
class ServiceRulesTest {
  private static final String SERVICE =
      """
      image: prom/prometheus:v3.5.0
      read_only: true
      cap_drop: [ALL]
      security_opt: ['no-new-privileges:true']
      mem_limit: 512m
      healthcheck: {test: [CMD, wget]}
      ports: [{host_ip: 127.0.0.1, target: 9090}]
      volumes: [{type: bind, source: /, read_only: true}]
      """;

  @Test
  void whatIsRightIsNotObjectedTo() throws Exception {
    assertThat(objections(SERVICE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "v3.5.0, latest, a version",
    "':v3.5.0', '', a version",
    "mem_limit: 512m, privileged: true, no privileged",
    "mem_limit: 512m, network_mode: host, host network",
    "mem_limit: 512m, cpus: 1, a limit of memory",
    "mem_limit: 512m, 'cap_add: [NET_ADMIN]', added",
    "cap_drop: [ALL], cap_drop: [], no capabilities",
    "'no-new-privileges:true', seccomp=unconfined, no-new-privileges",
    "read_only: true, read_only: false, a read-only file system",
    "127.0.0.1, 0.0.0.0, this machine only",
    "'host_ip: 127.0.0.1, ', '', this machine only",
    "healthcheck, labels, a health check",
    "'source: /', 'source: /no/such/file', to be there",
    "', read_only: true}', '}', mounted read-only"
  })
  void whatIsWrongIs(String right, String wrong, String wanted) throws Exception {
    assertThat(SERVICE).contains(right);
    assertThat(objections(SERVICE.replace(right, wrong)))
        .anyMatch(objection -> objection.contains(wanted));
  }

  private static List<String> objections(String yaml) throws JsonProcessingException {
    return ServiceRules.objections("prometheus", new YAMLMapper().readTree(yaml));
  }
}
