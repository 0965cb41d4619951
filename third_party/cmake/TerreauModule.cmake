# terreau_module(name SOURCES file… LINK lib…)
#
# A part of the program in a file of its own, name.so, which load_module() (geodata/module_file.h)
# finds beside the program and where it is installed.
function(terreau_module name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES;LINK")
  add_library(${name} MODULE ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE terreau_options ${ARG_LINK})
  target_compile_definitions(${name} PRIVATE TERREAU_VERSION="${PROJECT_VERSION}")
  target_link_options(${name} PRIVATE -Wl,--as-needed)
  if(NOT TERREAU_SANITIZE)  # whose functions are the executable's
    target_link_options(${name} PRIVATE -Wl,--no-undefined)
  endif()
  set_target_properties(${name} PROPERTIES PREFIX "" LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
  install(TARGETS ${name} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/terreau)
endfunction()
