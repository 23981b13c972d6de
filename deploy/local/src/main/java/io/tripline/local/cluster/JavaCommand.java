package io.tripline.local.cluster;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Java program, and how it is to be run.
 *
 * @param classPath entries as the virtual machine takes them, {@code directory/*} among them
 * @param options of the virtual machine
 * @param environment variables that the program gets beside those of this JVM
 */
public record JavaCommand(
    String mainClass,
    List<String> classPath,
    List<String> options,
    List<String> arguments,
    Map<String, String> environment) {
  public JavaCommand {
    classPath = List.copyOf(classPath);
    options = List.copyOf(options);
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /** The same with more options of the virtual machine. */
  public JavaCommand withOptions(String... more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return new JavaCommand(mainClass, classPath, all, arguments, environment);
  }

  /** The same with an option of the virtual machine before all others. */
  public JavaCommand markedFirst(String option) {
    List<String> all = new ArrayList<>(List.of(option));
    all.addAll(options);
    return new JavaCommand(mainClass, classPath, all, arguments, environment);
  }

  /** The words of the command line, with the Java that runs this. */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(options);
    words.add("-cp");
    words.add(String.join(File.pathSeparator, classPath));
    words.add(mainClass);
    words.addAll(arguments);
    return words;
  }
}
