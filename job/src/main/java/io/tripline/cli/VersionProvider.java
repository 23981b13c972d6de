package io.tripline.cli;

import io.tripline.replay.JobVersion;
import picocli.CommandLine.IVersionProvider;

/** Says which version this is. */
final class VersionProvider implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"tripline " + JobVersion.current()};
  }
}
