# terreau_assets: shaders, fonts and translations inside the program (app/assets.h).

set(assets "")

file(GLOB shaders RELATIVE ${CMAKE_SOURCE_DIR} CONFIGURE_DEPENDS
  ${CMAKE_SOURCE_DIR}/shaders/*.vert ${CMAKE_SOURCE_DIR}/shaders/*.frag)
foreach(shader IN LISTS shaders)
  list(APPEND assets ${shader}=${CMAKE_SOURCE_DIR}/${shader})
endforeach()

set(fonts
  Inter-Regular.otf Inter-Medium.otf Inter-SemiBold.otf
  MaterialIcons-Regular.ttf)
foreach(font IN LISTS fonts)
  find_file(TERREAU_FONT_${font} ${font}
    PATHS /usr/share/fonts /usr/local/share/fonts
    PATH_SUFFIXES opentype/inter
                  truetype/material-design-icons-iconfont
    NO_DEFAULT_PATH)
  mark_as_advanced(TERREAU_FONT_${font})
  if(NOT TERREAU_FONT_${font})
    message(FATAL_ERROR "The font ${font} is missing; ./dev setup installs it.")
  endif()
  list(APPEND assets fonts/${font}=${TERREAU_FONT_${font}})
endforeach()

list(APPEND assets page.css=${CMAKE_CURRENT_SOURCE_DIR}/print/page.css)

find_program(MSGFMT msgfmt)
file(GLOB catalogues CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/po/*.po)
foreach(catalogue IN LISTS catalogues)
  if(NOT MSGFMT)
    message(FATAL_ERROR "msgfmt is missing (Debian package gettext); ./dev setup installs it.")
  endif()
  cmake_path(GET catalogue STEM language)
  set(compiled ${CMAKE_CURRENT_BINARY_DIR}/po/${language}.mo)
  file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/po)
  # --check: a translation whose placeholders differ from the original stops the build.
  add_custom_command(OUTPUT ${compiled} DEPENDS ${catalogue} VERBATIM
    COMMAND ${MSGFMT} --check --output-file=${compiled} ${catalogue})
  list(APPEND assets po/${language}.mo=${compiled})
endforeach()

add_library(terreau_assets STATIC)
target_link_libraries(terreau_assets PRIVATE terreau_options)
target_sources(terreau_assets PUBLIC
  FILE_SET HEADERS BASE_DIRS ${CMAKE_SOURCE_DIR} FILES assets.h)
terreau_embed(terreau_assets HEADER app/assets.h LOOKUP asset NAMES asset_names FILES ${assets})
