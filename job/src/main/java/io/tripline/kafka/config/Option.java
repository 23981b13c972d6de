package io.tripline.kafka.config;

import io.tripline.plan.Kind;

/**
 * One key of the configuration file that is Tripline's own.
 *
 * @param key dotted, as it is written
 * @param kind how its value is read
 * @param otherwise what it is if it is not given, as it would be written; {@value #DEPLOYMENT} in
 *     it stands for the deployment. Null where nothing is
 * @param use whether it must be given, and what it may hold
 */
record Option<T>(String key, Kind<T> kind, String otherwise, Use use) {
  static final String DEPLOYMENT = "<deployment>";

  /** What is special about an option. */
  enum Use {
    PLAIN,
    /** There is no default: without it there is no job. */
    REQUIRED,
    /** May refer to a secret. */
    REFERABLE,
    /** A secret, so that nothing but a reference may stand here. */
    SECRET
  }

  static <T> Option<T> of(String key, Kind<T> kind, String otherwise) {
    return new Option<>(key, kind, otherwise, Use.PLAIN);
  }

  static <T> Option<T> of(String key, Kind<T> kind, Use use) {
    return new Option<>(key, kind, null, use);
  }

  /** Whether the default names the deployment. */
  boolean followsDeployment() {
    return otherwise != null && otherwise.contains(DEPLOYMENT);
  }

  /** What it is in a deployment if it is not given. */
  String otherwise(String deployment) {
    return otherwise.replace(DEPLOYMENT, deployment);
  }
}
