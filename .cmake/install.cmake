# The date of this version, and what its packages tell of all versions, come from the releases in the metainfo, whose
# newest one has to be this version.
include(GNUInstallDirs)
set(INTERLEAVE_ID dev.interleave.Interleave)
set(interleave_metainfo ${PROJECT_SOURCE_DIR}/resources/install/${INTERLEAVE_ID}.metainfo.xml)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${interleave_metainfo})
file(STRINGS ${interleave_metainfo} interleave_releases REGEX "<release version=" ENCODING UTF-8)
list(GET interleave_releases 0 interleave_newest)
if(NOT interleave_newest MATCHES "<release version=\"([0-9.]+)\" date=\"([0-9-]+)\">" OR NOT CMAKE_MATCH_1 STREQUAL PROJECT_VERSION)
    message(FATAL_ERROR
        "This is version ${PROJECT_VERSION}, and the newest release in ${interleave_metainfo} is another: "
        "${interleave_newest}. Add the release there, or mend the version in CMakeLists.txt.")
endif()
set(INTERLEAVE_RELEASED ${CMAKE_MATCH_2})

# Where zsh looks: Debian's looks in vendor-completions for what packages install.
set(INTERLEAVE_ZSH_COMPLETIONS ${CMAKE_INSTALL_DATADIR}/zsh/site-functions CACHE STRING "The folder for zsh's completion")

# Our licence, and those of what the program stands on.
set(interleave_copyright ${PROJECT_BINARY_DIR}/install/copyright)
file(GLOB interleave_notices CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/resources/licences/*.md)
file(READ ${PROJECT_SOURCE_DIR}/LICENSE text)
set(text "Interleave ${PROJECT_VERSION}\n\n${text}\nInterleave stands on the following.\n")
foreach(notice IN LISTS interleave_notices)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${notice})
    file(READ ${notice} part)
    string(APPEND text "\n\n${part}")
endforeach()
file(CONFIGURE OUTPUT ${interleave_copyright} CONTENT "${text}" @ONLY)

# interleave_install(): what belongs to the program beside itself. The manual page and the completions are written by the
# program, which knows its options.
function(interleave_install)
    set(made ${PROJECT_BINARY_DIR}/install)
    set(program ${CMAKE_COMMAND} -E env ASAN_OPTIONS=detect_leaks=0 LC_ALL=C.UTF-8 $<TARGET_FILE:interleave>)
    add_custom_command(OUTPUT ${made}/interleave.1.gz ${made}/interleave.bash ${made}/_interleave
        COMMAND ${program} manual > ${made}/interleave.1
        COMMAND gzip -9 --no-name --force ${made}/interleave.1
        COMMAND ${program} completion bash > ${made}/interleave.bash
        COMMAND ${program} completion zsh > ${made}/_interleave
        DEPENDS interleave
        COMMENT "Writing the manual page and the completions"
        VERBATIM)
    add_custom_target(interleave_documents ALL DEPENDS ${made}/interleave.1.gz)

    set(resources ${PROJECT_SOURCE_DIR}/resources/install)
    install(TARGETS interleave)
    install(FILES ${made}/interleave.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
    install(FILES ${made}/interleave.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME interleave)
    install(FILES ${made}/_interleave DESTINATION ${INTERLEAVE_ZSH_COMPLETIONS})
    install(FILES ${interleave_copyright} DESTINATION ${CMAKE_INSTALL_DOCDIR})
    install(FILES ${resources}/${INTERLEAVE_ID}.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
    install(FILES ${interleave_metainfo} DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
    install(FILES ${resources}/interleave.mime.xml
        DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages RENAME ${INTERLEAVE_ID}.xml)
    set(icons ${CMAKE_INSTALL_DATADIR}/icons/hicolor)
    foreach(size 16 22 24 32 48 64 128 256 512)
        install(FILES ${resources}/icons/${size}/${INTERLEAVE_ID}.png DESTINATION ${icons}/${size}x${size}/apps)
        install(FILES
            ${resources}/icons/${size}/application-x-interleave-journal.png
            ${resources}/icons/${size}/application-x-interleave-scenario.png
            DESTINATION ${icons}/${size}x${size}/mimetypes)
    endforeach()
    install(FILES ${resources}/icons/${INTERLEAVE_ID}.svg DESTINATION ${icons}/scalable/apps)
    install(FILES
        ${resources}/icons/application-x-interleave-journal.svg
        ${resources}/icons/application-x-interleave-scenario.svg
        DESTINATION ${icons}/scalable/mimetypes)
endfunction()
